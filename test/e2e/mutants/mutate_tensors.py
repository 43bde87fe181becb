"""Mutations of initializers, and of what inputs, outputs and inner tensors are declared to be."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from mutations import NUMBERS, TYPES, mutation, tensors


def pick_initializer(r, m):
    return r.choice(m.graph.initializer)


@mutation
def initializer_dims(r, m):
    t = pick_initializer(r, m)
    if not t.dims:
        t.dims.append(r.choice([0, 1, 2, -1]))
    else:
        t.dims[r.randrange(len(t.dims))] = r.choice(NUMBERS)
    return f"initializer {t.name} says {list(t.dims)}"


@mutation
def initializer_reshape(r, m):
    """Other dims of as many elements: 1 added or removed, turned around, or flat."""
    t = pick_initializer(r, m)
    dims = list(t.dims)
    new = r.choice([[1] + dims, dims + [1], dims[::-1], [int(np.prod(dims, dtype=int))]])
    del t.dims[:]
    t.dims.extend(new)
    return f"initializer {t.name} is {new}, not {dims}"


@mutation
def initializer_resize(r, m):
    """Dims and data both change: a right tensor that may not fit its reader."""
    t = pick_initializer(r, m)
    data = numpy_helper.to_array(t)
    if not data.ndim:
        data = np.repeat(data, r.choice([1, 2, 4]))
    else:
        axis = r.randrange(data.ndim)
        data = np.concatenate([data, data], axis) if r.random() < 0.5 else data.take([0], axis)
    t.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(data), t.name))
    return f"initializer {t.name} is {list(t.dims)}, with data"


@mutation
def initializer_type(r, m):
    t = pick_initializer(r, m)
    t.data_type = r.choice(TYPES)
    return f"initializer {t.name} is of type {t.data_type}, same bytes"


@mutation
def initializer_cast(r, m):
    t = pick_initializer(r, m)
    kind = r.choice([np.float64, np.float16, np.int32, np.int64, np.uint8, np.float32, np.int8])
    t.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(t).astype(kind), t.name))
    return f"initializer {t.name} is {np.dtype(kind).name}, with data"


@mutation
def initializer_bytes(r, m):
    t = pick_initializer(r, m)
    if r.random() < 0.5:
        t.raw_data = t.raw_data[:r.randrange(len(t.raw_data))]
    else:
        t.raw_data += b"\1" * r.choice([1, 4, 8])
    return f"initializer {t.name} has {len(t.raw_data)} bytes for {list(t.dims)}"


@mutation
def initializer_value(r, m):
    """NaN, infinities, huge and tiny numbers in weights; odd numbers in shapes."""
    t = pick_initializer(r, m)
    data = numpy_helper.to_array(t).copy()
    flat = data.reshape(-1)
    i = r.randrange(flat.size)
    if data.dtype == np.float32:
        flat[i] = r.choice([np.nan, np.inf, -np.inf, 3e38, 1e-40, -0.0, 0.0])
    elif data.dtype == np.int64:
        flat[i] = r.choice(NUMBERS)
    else:
        flat[i] = r.choice([-128, 127])
    t.CopyFrom(numpy_helper.from_array(data, t.name))
    return f"initializer {t.name}: element {i} is {flat[i]}"


@mutation
def drop_initializer(r, m):
    at = r.randrange(len(m.graph.initializer))
    name = m.graph.initializer[at].name
    del m.graph.initializer[at]
    return f"initializer {name} dropped"


@mutation
def initializer_to_input(r, m):
    """What was constant is known at run time only."""
    t = pick_initializer(r, m)
    m.graph.input.append(helper.make_tensor_value_info(t.name, t.data_type, list(t.dims)))
    m.graph.initializer.remove(t)
    return f"{m.graph.input[-1].name} is an input, not an initializer"


@mutation
def duplicate_initializer(r, m):
    t = pick_initializer(r, m)
    m.graph.initializer.append(t)
    return f"initializer {t.name} twice"


def declared(r, m, values):
    v = r.choice(values)
    return v, v.type.tensor_type.shape.dim


@mutation
def input_dim(r, m):
    v, dims = declared(r, m, m.graph.input)
    i = r.randrange(len(dims))
    dims[i].dim_value = r.choice(NUMBERS + [dims[i].dim_value + 1, dims[i].dim_value - 1, 8])
    return f"input {v.name}: dimension {i} is {dims[i].dim_value}"


@mutation
def input_batch(r, m):
    """The first dimension: 0, 2, or a name."""
    v, dims = declared(r, m, m.graph.input)
    if r.random() < 0.3:
        dims[0].dim_param = "N"
    else:
        dims[0].dim_value = r.choice([0, 2, 3])
    for o in m.graph.output:
        o.type.tensor_type.shape.dim[0].CopyFrom(dims[0])
    return f"batch {dims[0].dim_param or dims[0].dim_value}"


@mutation
def input_free(r, m):
    """Input's size changes, the output declares nothing: often a right model."""
    v, dims = declared(r, m, m.graph.input)
    i = r.randrange(1, len(dims))
    dims[i].dim_value += r.choice([1, 2, 3, -1])
    for o in m.graph.output:
        o.type.tensor_type.ClearField("shape")
    return f"input {v.name}: dimension {i} is {dims[i].dim_value}; the output has no shape"


@mutation
def input_rank(r, m):
    v, dims = declared(r, m, m.graph.input)
    if r.random() < 0.5:
        del dims[-1]
    else:
        dims.add().dim_value = 1
    return f"input {v.name} has {len(dims)} dimensions"


@mutation
def output_dim(r, m):
    v, dims = declared(r, m, m.graph.output)
    i = r.randrange(len(dims))
    dims[i].dim_value = r.choice(NUMBERS)
    return f"output {v.name}: dimension {i} is {dims[i].dim_value}"


@mutation
def declared_type(r, m):
    v = r.choice(list(m.graph.input) + list(m.graph.output))
    v.type.tensor_type.elem_type = r.choice(TYPES[1:])
    return f"{v.name} is of type {v.type.tensor_type.elem_type}"


@mutation
def declared_nothing(r, m):
    v = r.choice(list(m.graph.input) + list(m.graph.output))
    what = r.choice(["shape", "tensor_type", "type"])
    if what == "shape":
        v.type.tensor_type.ClearField("shape")
    elif what == "tensor_type":
        v.type.ClearField("tensor_type")
    else:
        v.ClearField("type")
    return f"{v.name} without {what}"


@mutation
def inner_value(r, m):
    """A value_info for a tensor inside, rarely right."""
    n = r.choice(m.graph.node[:-1])
    dims = r.choice([[1], [1, 2, 4, 4], [1, 3, 3, 5], [2, 5], [0], [-1]])
    m.graph.value_info.append(helper.make_tensor_value_info(n.output[0], r.choice(TYPES[:5]), dims))
    return f"value_info says {n.output[0]} is {dims}"


@mutation
def more_outputs(r, m):
    """Another tensor is an output, declared without a shape."""
    name = r.choice(tensors(m.graph))
    m.graph.output.add().name = name
    kind = m.graph.output[-1].type.tensor_type
    kind.elem_type = TensorProto.FLOAT
    return f"{name} is an output, too"

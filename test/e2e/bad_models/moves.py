"""Bad models: views and moves that the importer refuses."""
import numpy as np
from onnx import TensorProto

from cases import I64, case, model, node, value


def moved(kind, inputs="image", constants=(), x=(2, 3), y=(2, 3), outputs="y", more=(), opset=17,
          **attributes):
    """One node named /n/KIND. `more`: integer inputs of the model, name -> shape."""
    return model([node(kind, inputs, outputs, "n", **attributes)],
                 [value("image", x)] + [value(name, shape, I64) for name, shape in dict(more).items()],
                 [value(name, y) for name in outputs.split()],
                 {name: np.asarray(item) for name, item in dict(constants).items()}, opset=opset)


def ints(*numbers):
    return np.int64(numbers)

SLICE = dict(starts=ints(0), ends=ints(2))

case("slice_runtime_starts", "Slice whose starts are an input", ["/n/Slice", "starts", "initializer"],
     moved("Slice", "image starts ends", dict(ends=ints(2)), more=dict(starts=[1])), valid=True)

case("slice_runtime_axes", "Slice whose axes are an input", ["/n/Slice", "axes", "initializer"],
     moved("Slice", "image starts ends axes", SLICE, more=dict(axes=[1])), valid=True)

case("slice_step_zero", "Slice with a step of 0", ["/n/Slice", "step", "0"],
     moved("Slice", "image starts ends axes steps", dict(SLICE, axes=ints(0), steps=ints(0))))

case("slice_axis", "Slice along an axis that is not there", ["/n/Slice", "axes", "2"],
     moved("Slice", "image starts ends axes", dict(SLICE, axes=ints(2))))

case("slice_axis_twice", "Slice along one axis twice", ["/n/Slice", "axes", "once"],
     moved("Slice", "image starts ends axes",
           dict(starts=ints(0, 0), ends=ints(1, 1), axes=ints(1, -1))))

case("slice_ends", "Slice with fewer ends than starts", ["/n/Slice", "ends"],
     moved("Slice", "image starts ends", dict(starts=ints(0, 0), ends=ints(1))))

case("slice_steps_count", "Slice with more steps than starts", ["/n/Slice", "step", "2"],
     moved("Slice", "image starts ends axes steps", dict(SLICE, axes=ints(0), steps=ints(1, 1))))

case("slice_none", "Slice that takes nothing", ["/n/Slice", "at least one element"],
     moved("Slice", "image starts ends", dict(starts=ints(2), ends=ints(2))), valid=True)

case("slice_float_starts", "Slice whose starts are floats", ["/n/Slice", "starts", "int64"],
     moved("Slice", "image starts ends", dict(starts=np.float32([0]), ends=ints(2))))

case("split_sum", "Split into sizes that do not add up", ["/n/Split", "[1, 1]", "3"],
     moved("Split", "image sizes", dict(sizes=ints(1, 1)), outputs="y z", y=(2, 1), axis=1))

case("split_count", "Split into more sizes than outputs", ["/n/Split", "2", "[1, 1, 1]"],
     moved("Split", "image sizes", dict(sizes=ints(1, 1, 1)), outputs="y z", y=(2, 1), axis=1))

case("split_negative", "Split with a negative size", ["/n/Split", "positive", "-1"],
     moved("Split", "image sizes", dict(sizes=ints(4, -1)), outputs="y z", y=(2, 1), axis=1))

case("split_zero", "Split with an empty part", ["/n/Split", "positive", "[3, 0]"],
     moved("Split", "image sizes", dict(sizes=ints(3, 0)), outputs="y z", y=(2, 1), axis=1),
     valid=True)

case("split_does_not_divide", "Split, opset 13, of 3 into 2", ["/n/Split", "2", "3"],
     moved("Split", outputs="y z", y=(2, 1), axis=1))

case("split_runtime", "Split whose sizes are an input", ["/n/Split", "split", "initializer"],
     moved("Split", "image sizes", outputs="y z", y=(2, None), axis=1, more=dict(sizes=[2])),
     valid=True)

case("split_num_outputs", "Split with another num_outputs than it has", ["/n/Split", "num_outputs"],
     moved("Split", outputs="y z", y=(2, 1), axis=1, num_outputs=3, opset=18))

case("concat_shapes", "Concat of two shapes", ["/n/Concat", "axis 0", "[2, 3]", "[2, 4]"],
     moved("Concat", "image c", dict(c=np.zeros((2, 4), np.float32)), y=(4, 3), axis=0))

case("concat_types", "Concat of two types", ["/n/Concat", "int64"],
     moved("Concat", "image c", dict(c=np.zeros((2, 3), np.int64)), y=(4, 3), axis=0))

case("concat_axis", "Concat along an axis that is not there", ["/n/Concat", "axis", "2"],
     moved("Concat", "image image", y=(4, 3), axis=2))

case("concat_no_axis", "Concat without its axis", ["/n/Concat", "axis"],
     moved("Concat", "image image", y=(4, 3)))

case("concat_scalars", "Concat of scalars", ["/n/Concat", "axis"],
     moved("Concat", "image image", x=(), y=(2,), axis=0))

case("pad_reflect", "Pad that reflects", ["/n/Pad", "mode", "reflect", "constant"],
     moved("Pad", "image p", dict(p=ints(0, 1, 0, 1)), y=(2, 5), mode="reflect"), valid=True)

case("pad_runtime", "Pad whose pads are an input", ["/n/Pad", "pads", "initializer"],
     moved("Pad", "image p", more=dict(p=[4]), y=(None, None)), valid=True)

case("pad_count", "Pad with too few pads", ["/n/Pad", "4", "[1, 1]"],
     moved("Pad", "image p", dict(p=ints(1, 1)), y=(2, 5)))

case("pad_nothing_left", "Pad that cuts everything off", ["/n/Pad", "at least one element"],
     moved("Pad", "image p", dict(p=ints(0, -2, 0, -1)), y=(2, 0)), valid=True)

case("pad_huge", "Pad by 2^62", ["/n/Pad", "2^40"],
     moved("Pad", "image p", dict(p=ints(2**62, 0, 2**62, 0)), y=(None, 3)), valid=True)

case("pad_result_too_large", "Pad to more than 2^40 elements", ["/n/Pad", "2^40"],
     moved("Pad", "image p", dict(p=ints(2**39, 2**39, 0, 0)), y=(None, None)), valid=True)

case("pad_value_type", "Pad of floats with an integer", ["/n/Pad", "constant_value"],
     moved("Pad", "image p v", dict(p=ints(0, 1, 0, 1), v=np.int64(0)), y=(2, 5)))

case("pad_value_runtime", "Pad with a value that is an input", ["/n/Pad", "constant_value"],
     model([node("Pad", "image p v", "y", "n")], [value("image", [2, 3]), value("v", [])],
           [value("y", [2, 5])], dict(p=ints(0, 1, 0, 1))), valid=True)

case("transpose_perm_short", "Transpose with a perm for one axis", ["/n/Transpose", "perm", "[1]"],
     moved("Transpose", perm=[1], y=(3, 2)))

case("transpose_perm_twice", "Transpose with one axis twice", ["/n/Transpose", "perm", "[0, 0]"],
     moved("Transpose", perm=[0, 0]))

case("squeeze_size", "Squeeze of an axis of size 3", ["/n/Squeeze", "size 1", "3"],
     moved("Squeeze", "image axes", dict(axes=ints(1)), y=(2,)))

case("squeeze_runtime", "Squeeze whose axes are an input", ["/n/Squeeze", "axes", "initializer"],
     moved("Squeeze", "image axes", more=dict(axes=[1]), x=(1, 3), y=None), valid=True)

case("unsqueeze_axis", "Unsqueeze of an axis that is not there", ["/n/Unsqueeze", "axes", "4"],
     moved("Unsqueeze", "image axes", dict(axes=ints(4)), y=(2, 3, 1)))

case("unsqueeze_no_axes", "Unsqueeze, opset 11, without axes", ["/n/Unsqueeze", "axes"],
     moved("Unsqueeze", opset=11, y=(1, 2, 3)))

case("unsqueeze_runtime", "Unsqueeze whose axes are an input", ["/n/Unsqueeze", "axes", "initializer"],
     moved("Unsqueeze", "image axes", more=dict(axes=[1]), y=(None, None, None)), valid=True)

case("dropout_training", "Dropout while training", ["/n/Dropout", "training_mode = false"],
     moved("Dropout", "image ratio training",
           dict(ratio=np.float32(0.5), training=np.bool_(True))), valid=True)

case("bool_operand", "a bool where a node computes with numbers", ["/n/Reshape", "numbers", "bool"],
     moved("Reshape", "flags shape", dict(flags=np.bool_([True, False]), shape=np.int64([2, 1])), y=(2, 1)))

case("bool_output", "a bool as an output", ["output flags", "numbers", "bool"],
     model([node("Relu", "image", "y", "n")], [value("image", [2, 3])],
           [value("y", [2, 3]), value("flags", [2], TensorProto.BOOL)], dict(flags=np.bool_([True, False]))), valid=True)

case("dropout_mask", "Dropout whose mask is an output", ["/n/Dropout", "mask", "inference"],
     moved("Dropout", outputs="y mask"), valid=True)

case("constant_of_shape_runtime", "ConstantOfShape of a shape that is an input",
     ["/n/ConstantOfShape", "shape", "initializer"],
     model([node("ConstantOfShape", "s", "c", "n"), node("Add", "image c", "y", "add")],
           [value("image", [2, 3]), value("s", [2], I64)], [value("y", [2, 3])]), valid=True)

case("constant_of_shape_negative", "ConstantOfShape of a negative size", ["/n/ConstantOfShape", "-2"],
     model([node("ConstantOfShape", "s", "c", "n"), node("Add", "image c", "y", "add")],
           [value("image", [2, 3])], [value("y", [2, 3])], dict(s=ints(-2, 3))))

case("constant_of_shape_huge", "ConstantOfShape of 4 TB", ["/n/ConstantOfShape", "64 MiB"],
     model([node("ConstantOfShape", "s", "c", "n"), node("Add", "image c", "y", "add")],
           [value("image", [2, 3])], [value("y", [None, None])], dict(s=ints(2**20, 2**20))), valid=True)

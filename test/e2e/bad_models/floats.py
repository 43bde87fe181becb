"""Bad models: element-wise ops, reductions and batch normalization that are refused."""
import numpy as np

from cases import F32, I64, bad, case, model, node, value

from onnx import TensorProto


def one(kind, operands="", y=(2, 3), constants=(), inputs=(), opset=17, outputs="y", **attributes):
    """One op on the image [2, 3] and `operands`; `inputs` are further inputs of the model."""
    return model([node(kind, f"image {operands}", outputs, "n", **attributes)],
                 [value("image", [2, 3]), *inputs],
                 [value(name, y) for name in outputs.split()], dict(constants), opset=opset)


case("clip_bound_shape", "a Clip with a vector for a bound", ["one element", "lo"],
     one("Clip", "lo", constants=dict(lo=np.zeros(3, np.float32))))

case("clip_bound_type", "a Clip of floats with an int64 bound", ["input's type", "lo"],
     one("Clip", "lo", constants=dict(lo=np.int64(0))))

case("clip_nan", "a Clip with NaN for a bound", ["NaN"],
     one("Clip", "lo", constants=dict(lo=np.float32("nan"))), valid=True)

case("clip_integers_opset_11", "a Clip of int32 before it took them", ["float32", "image"],
     model([node("Clip", "image", "y", "n")], [value("image", [2, 3], TensorProto.INT32)],
           [value("y", [2, 3], TensorProto.INT32)], opset=11))

case("clip_unknown_attribute", "a Clip of opset 13 with the attributes of opset 6", ["min", "attribute"],
     one("Clip", min=0.0))

case("prelu_slope_larger", "a PRelu whose slope is larger than its input", ["slope", "broadcast"],
     one("PRelu", "s", y=(4, 2, 3), constants=dict(s=np.ones((4, 2, 3), np.float32))))

case("prelu_slope_size", "a PRelu whose slope does not broadcast", ["broadcast"],
     one("PRelu", "s", constants=dict(s=np.ones(2, np.float32))))

case("prelu_channels_opset_6", "a PRelu of opset 6 with neither one slope nor one a channel",
     ["slope", "channel"], one("PRelu", "s", constants=dict(s=np.ones(2, np.float32)), opset=6))

case("sum_none", "a Sum of nothing", ["input"],
     model([node("Sum", [], ["y"], "n")], [value("image", [2, 3])], [value("y", [2, 3])]))

case("max_two_types", "a Max of float and int64", ["one type"],
     one("Max", "w", constants=dict(w=np.zeros(3, np.int64))))

case("sum_broadcast", "a Sum of shapes that do not broadcast", ["broadcast"],
     one("Sum", "v w", constants=dict(v=np.ones(3, np.float32), w=np.ones(2, np.float32))))

case("hard_sigmoid_alpha_integer", "a HardSigmoid whose alpha is an integer", ["alpha", "float"],
     one("HardSigmoid", alpha=1))

case("reduce_axis_range", "a ReduceMean over an axis that is not there", ["axes", "[2]"],
     one("ReduceMean", axes=[2]))

case("reduce_axis_twice", "a ReduceMax over one axis twice", ["once", "[1, -1]"],
     one("ReduceMax", axes=[1, -1], y=(2, 1)), valid=True)

case("reduce_axes_runtime", "a ReduceSum whose axes are an input of the model", ["axes", "compile time"],
     one("ReduceSum", "axes", y=(1, 3), inputs=[value("axes", [1], I64)]), valid=True)

case("reduce_axes_type", "a ReduceSum whose axes are int32", ["int64", "axes"],
     one("ReduceSum", "axes", y=(1, 3), constants=dict(axes=np.int32([0]))))

case("reduce_axes_attribute_opset_18", "a ReduceMean of opset 18 with axes as an attribute", ["axes", "attribute"],
     one("ReduceMean", y=(2, 1), axes=[1], opset=18))

case("reduce_mean_integers", "a ReduceMean of int32, whose division ONNX leaves open",
     ["float32", "image"],
     model([node("ReduceMean", "image", "y", "n", axes=[1])], [value("image", [2, 3], TensorProto.INT32)],
           [value("y", [2, 1], TensorProto.INT32)]), valid=True)


def statistics(**more):
    return {**{name: np.ones(3, np.float32) for name in ("scale", "shift", "mean", "var")}, **more}


def batch(constants, inputs=(), **more):
    return one("BatchNormalization", "scale shift mean var", constants=constants, inputs=inputs, **more)

case("batch_normalization_training", "a BatchNormalization for training", ["inference", "training_mode"],
     batch(statistics(), training_mode=1), valid=True)

case("batch_normalization_outputs", "a BatchNormalization that gives its batch's statistics", ["inference", "outputs"],
     batch(statistics(), outputs="y m", opset=8), valid=True)

case("batch_normalization_spatial", "a BatchNormalization of each element", ["channel", "spatial"],
     batch(statistics(), spatial=0, opset=7), valid=True)

case("batch_normalization_size", "a BatchNormalization with a mean of two values for three channels",
     ["3 values", "mean"], batch(statistics(mean=np.ones(2, np.float32))))

case("batch_normalization_opset_6", "a BatchNormalization of opset 6, whose flag for training was is_test",
     ["BatchNormalization", "opset"], batch(statistics(), is_test=1, opset=6), valid=True)


@bad("compile time", "scale", valid=True)
def batch_normalization_runtime():
    """a BatchNormalization whose scale is an input of the model"""
    constants = statistics()
    del constants["scale"]
    return batch(constants, inputs=[value("scale", [3], F32)])

"""Bad models: operators on integers and on quantized tensors, ONNX's and ONNX Runtime's."""
import numpy as np
from onnx import TensorProto

from cases import F32, case, model, node, random, value

I8, U8, I32 = TensorProto.INT8, TensorProto.UINT8, TensorProto.INT32


def small(kind, inputs, x=(2, 3), y=(2, 3), constants=(), domain="com.microsoft", microsoft=1, xs=U8, ys=U8, more=(),
          opset=17, **attributes):
    """One node named /n/KIND; scales and zero points are constants unless the case gives others."""
    known = {**dict(a=np.float32(0.5), b=np.float32(0.25), z=np.uint8(3)), **dict(constants)}
    known = {name: item for name, item in known.items() if name in inputs.split() and item is not None}
    return model([node(kind, inputs, "y", "n", domain=domain, **attributes)],
                 [value("x", x, xs), *(value(*each) for each in more)], [value("y", y, ys)], known, opset=opset,
                 microsoft=microsoft)


def conv(w=(2, 1, 1, 1), **more):
    weights = random("qlinear").randint(1, 9, w).astype(np.uint8)
    constants = {"w": weights, **more.pop("constants", {})}
    inputs = more.pop("inputs", "x a z w b z a z")
    return small("QLinearConv", inputs, (1, 1, 3, 3), (1, 2, 3, 3), constants, domain="", microsoft=0, **more)


def integer(kind="ConvInteger", inputs="x w p q", w=None, x=(1, 1, 3, 3), y=(1, 2, 3, 3), pads=None, **more):
    known = dict(p=np.uint8(3), q=np.uint8(4),
                 w=np.uint8([3, 9]).reshape(2, 1, 1, 1) if w is None else w)
    known = {name: item for name, item in {**known, **more.pop("constants", {})}.items() if item is not None}
    attributes = dict(pads=pads) if pads else {}
    return model([node(kind, inputs, "y", "n", **attributes)],
                 [value("x", x, more.pop("xs", U8)), *(value(*each) for each in more.pop("more", ()))],
                 [value("y", y, I32)], {name: item for name, item in known.items() if name in inputs.split()})


# Scales and zero points

case("qlinear_scale_runtime", "QLinearConv with a scale that is an input", ["/n/QLinearConv", "x_scale", "quantize statically"],
     conv(constants=dict(a=None), more=[("a", [])]), valid=True)

case("qlinear_scale_list", "QLinearConv with two scales for its input", ["/n/QLinearConv", "one scale", "x_scale", "one scale for each tensor"],
     conv(constants=dict(s=np.float32([1, 2])), inputs="x s z w b z a z"))

case("qlinear_result_scale_list", "QLinearConv with two scales for its result",
     ["/n/QLinearConv", "one scale", "y_scale"],
     conv(constants=dict(s=np.float32([1, 2])), inputs="x a z w b z s z"))

case("qlinear_weight_scales", "QLinearConv with three scales for two channels", ["/n/QLinearConv", "3"],
     conv(constants=dict(s=np.float32([1, 2, 3]), t=np.uint8([1, 2, 3])), inputs="x a z w s t a z"))

case("qlinear_scale_negative", "QLinearConv with a scale below 0", ["/n/QLinearConv", "positive", "x_scale", "quantize the model again"],
     conv(constants=dict(s=np.float32(-1)), inputs="x s z w b z a z"))

case("qlinear_zero_type", "QLinearConv with an int8 zero point for uint8", ["/n/QLinearConv", "zero point", "int8", "give each scale a zero point"],
     conv(constants=dict(t=np.int8(3)), inputs="x a t w b z a z"))

case("qlinear_result_type", "QLinearConv that gives int32", ["/n/QLinearConv", "int8 or uint8", "int32"],
     conv(constants=dict(t=np.int32(3)), inputs="x a z w b z a t", ys=I32))

case("qlinear_float_input", "QLinearConv of a float tensor", ["/n/QLinearConv", "int8 or uint8", "float32", "by QuantizeLinear"],
     conv(xs=F32))

case("qlinear_bias_type", "QLinearConv with a float bias", ["/n/QLinearConv", "int32", "round(bias / "],
     conv(constants=dict(bias=np.float32([1, 2])), inputs="x a z w b z a z bias"))

case("qlinear_bias_size", "QLinearConv with a bias for other channels than the scales have",
     ["/n/QLinearConv", "2 values"],
     conv(constants=dict(bias=np.int32([1, 2, 3]), s=np.float32([1, 2]), t=np.uint8([0, 0])),
          inputs="x a z w s t a z bias"))

case("qlinear_bias_length", "QLinearConv with a bias of three for two channels: what is shown is the bias, not floats",
     ["/n/QLinearConv", "a bias of 2 values", "B ('bias') = int32 [3]"],
     conv(constants=dict(bias=np.int32([1, 2, 3])), inputs="x a z w b z a z bias"))

case("qlinear_bias_unit", "QLinearConv whose scales' product is no float32", ["/n/QLinearConv", "product"],
     conv(constants=dict(bias=np.int32([1, 2]), s=np.float32(1e-30)), inputs="x s z w s z a z bias"), valid=True)

case("qlinear_channels", "QLinearConv whose weights do not fit its input: Conv's own checks hold",
     ["/n/QLinearConv", "input channels"], conv(w=(2, 3, 1, 1)))

# ONNX Runtime's operators

case("microsoft_no_opset", "QLinearAdd without an opset_import of com.microsoft",
     ["/n/QLinearAdd", "opset_import", "com.microsoft"], small("QLinearAdd", "x a z x b z a", microsoft=0))

case("microsoft_opset_2", "com.microsoft of a version that does not exist",
     ["/n/QLinearAdd", "com.microsoft", "2"], small("QLinearAdd", "x a z x b z a", microsoft=2))

case("microsoft_unknown", "an operator of com.microsoft that is not imported", ["/n/NhwcMaxPool", "com.microsoft"],
     small("NhwcMaxPool", "x", kernel_shape=[1, 1]), valid=True)

case("microsoft_in_onnx", "QLinearAdd as an operator of ONNX, which has none", ["/n/QLinearAdd", "imported"],
     small("QLinearAdd", "x a z x b z a", domain=""))

case("onnx_in_microsoft", "Relu as an operator of com.microsoft, which has none", ["/n/Relu", "com.microsoft"],
     small("Relu", "x"))

case("qlinear_unknown_attribute", "QLinearAdd with an axis", ["/n/QLinearAdd", "axis", "leave it out"],
     small("QLinearAdd", "x a z x b z a", axis=1))

case("qlinear_shapes", "QLinearAdd of shapes that do not broadcast", ["/n/QLinearAdd", "broadcast", "A ('x') = uint8 [2, 3] and B ('c') = uint8 [2]"],
     small("QLinearAdd", "x a z c b z a", constants=dict(c=np.uint8([1, 2]))))

case("qlinear_leaky_relu_nan", "QLinearLeakyRelu whose slope is NaN, which no integer is",
     ["/n/QLinearLeakyRelu", "a number as alpha", "slope"], small("QLinearLeakyRelu", "x a z b z", alpha=float("nan")), valid=True)

case("qgemm_beta", "QGemm with Gemm's beta", ["/n/QGemm", "beta"],
     small("QGemm", "x a z w b z", constants=dict(w=np.uint8([[1], [2], [3]])), y=(2, 1), ys=F32, beta=0.5))

for name, alpha, words in (("zero", 0, ["alpha = 0", "alpha of 1"]), ("nan", np.nan, ["alpha = nan", "alpha of 1"]),
                           ("negative", -0.5, ["alpha = -0.5", "flip all bits", "negate C"]),
                           ("tiny", 1e-45, ["alpha times b_scale", "1.4013e-45 * 0.25"])):
    case(f"qgemm_alpha_{name}", f"QGemm with an alpha of {alpha}, a part of the scale", ["/n/QGemm", "alpha", *words],
         small("QGemm", "x a z w b z", constants=dict(w=np.uint8([[1], [2], [3]])), y=(2, 1), ys=F32, alpha=float(alpha)),
         valid=True)

case("qgemm_half_quantized", "QGemm with a scale for its result, but no zero point", ["/n/QGemm", "y_zero_point"],
     model([node("QGemm", ["x", "a", "z", "w", "a", "z", "", "a"], "y", "n", domain="com.microsoft")],
           [value("x", [2, 3], U8)], [value("y", [2, 1])],
           dict(a=np.float32(1), z=np.uint8(0), w=np.uint8([[1], [2], [3]])), microsoft=1))

case("qlinear_pool_channels_last", "QLinearAveragePool of a map with channels last",
     ["/n/QLinearAveragePool", "channels_last", "put a Transpose in front and behind"],
     small("QLinearAveragePool", "x a z b z", (1, 3, 3, 1), (1, 3, 3, 1), kernel_shape=[1, 1], channels_last=1),
     valid=True)

case("qlinear_softmax_no_opset", "QLinearSoftmax that does not say which Softmax", ["/n/QLinearSoftmax", "opset", "set it to the opset of the model"],
     small("QLinearSoftmax", "x a z b z", axis=1))

case("qlinear_softmax_no_axis", "an old QLinearSoftmax without an axis, of which there are two readings",
     ["/n/QLinearSoftmax", "axis", "write it out"],
     model([node("QLinearSoftmax", "x a z b z", "y", "n", domain="com.microsoft", opset=12)],
           [value("x", [2, 3, 4], U8)], [value("y", [2, 3, 4], U8)],
           dict(a=np.float32(1), b=np.float32(1), z=np.uint8(0)), microsoft=1), valid=True)

case("qlinear_concat_inputs", "QLinearConcat with a tensor that lacks its zero point", ["/n/QLinearConcat", "4 inputs"],
     small("QLinearConcat", "a z x b", axis=0))

# Sums of integers

case("conv_integer_float", "ConvInteger of a float tensor", ["/n/ConvInteger", "float32"], integer(xs=F32))

case("conv_integer_zero_runtime", "ConvInteger with a zero point that is an input", ["/n/ConvInteger", "w_zero_point"],
     integer(constants=dict(q=None), more=[("q", [], U8)]), valid=True)

case("conv_integer_zero_count", "ConvInteger with three zero points for two channels",
     ["/n/ConvInteger", "zero point", "w_zero_point"], integer(constants=dict(q=np.uint8([1, 2, 3]))))

case("conv_integer_zero_type", "ConvInteger with an int8 zero point for uint8",
     ["/n/ConvInteger", "zero point", "x_zero_point"], integer(constants=dict(p=np.int8(3))))

case("conv_integer_computed_zero", "ConvInteger with far too much padding that is worth a computed zero point",
     ["/n/ConvInteger", "padded map", "64 MiB", "9000", "in front of its quantization"],
     integer(constants=dict(p=None), more=[("p", [], U8)], pads=[9000, 9000, 0, 0], y=(1, 2, 9003, 9003)), valid=True)

case("conv_integer_computed_zeros", "ConvInteger with two computed zero points for its input",
     ["/n/ConvInteger", "one zero point", "x_zero_point"],
     integer(constants=dict(p=None), more=[("p", [2], U8)]))

case("cast_to_integer", "Cast of float32 to int32: ONNX does not say what happens to large values",
     ["/n/Cast", "float32", "int32"],
     model([node("Cast", "image", "y", "n", to=I32)], [value("image", [2, 3])], [value("y", [2, 3], I32)]), valid=True)

case("cast_nowhere", "Cast that does not say to what", ["/n/Cast", "attribute to"],
     model([node("Cast", "image", "y", "n")], [value("image", [2, 3])], [value("y", [2, 3])]))

case("dynamic_quantize_outputs", "DynamicQuantizeLinear with one output", ["/n/DynamicQuantizeLinear", "three outputs"],
     model([node("DynamicQuantizeLinear", "image", "y", "n")], [value("image", [2, 3])], [value("y", [2, 3], U8)]))

case("conv_integer_runtime", "ConvInteger with weights that are an input, and a zero point",
     ["/n/ConvInteger", "run time"],
     integer(constants=dict(w=None), more=[("w", [2, 1, 1, 1], U8)]), valid=True)

case("matmul_integer_overflow", "MatMulInteger whose sums may leave 32 bits", ["/n/MatMulInteger", "32 bits"],
     integer("MatMulInteger", "x w", x=(1, 70000), y=(1, 1), constants=dict(w=None),
             more=[("w", [70000, 1], U8)]), valid=True)

case("matmul_integer_sizes", "MatMulInteger of matrices that do not fit", ["/n/MatMulInteger", "inner size"],
     integer("MatMulInteger", "x w", w=np.uint8([[1], [2]]), x=(2, 3), y=(2, 1)))

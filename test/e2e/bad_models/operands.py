"""Bad models: one for each other way the importer refuses attributes, operands and tensors."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

from cases import F32, I64, add_weight, bad, case, conv, model, node, relu, value, weights

# One for each other way the importer refuses


def edited(make, change):
    """make()'s model after change(model)."""
    m = make()
    change(m)
    return m


def one_op(kind, inputs="image", x=(2, 3), y=(2, 3), constants=(), kinds=(F32, F32), opset=17,
           name="n", **attributes):
    return model([node(kind, inputs, "y", name, **attributes)], [value("image", x, kinds[0])],
                 [value("y", y, kinds[1])], dict(constants), opset=opset)


def set_field(**fields):
    return lambda m: [setattr(m, key, item) for key, item in fields.items()]

case("ir_version_99", "an ir_version that does not exist yet", ["ir_version", "99"],
     edited(relu, set_field(ir_version=99)))

case("opset_twice", "two opset_imports of ONNX", ["opset_import"],
     edited(relu, lambda m: m.opset_import.append(helper.make_opsetid("", 18))))

case("training_info", "a model for training", ["training_info"],
     edited(relu, lambda m: m.training_info.add()), valid=True)

case("quantization_annotation", "quantization told by an annotation", ["quantization_annotation"],
     edited(relu, lambda m: m.graph.quantization_annotation.add(tensor_name="image")), valid=True)

case("function_replaces_op", "a function of the model that takes the place of ONNX's Relu",
     ["Relu", "function"],
     edited(relu, lambda m: m.functions.append(helper.make_function(
         "", "Relu", ["x"], ["r"], [node("Abs", "x", "r")], [helper.make_opsetid("", 17)]))),
     valid=True)


@bad("UTF-8")
def name_not_utf8():
    """a name that is not UTF-8"""
    data = relu(name="@@").SerializeToString(deterministic=True)
    return data.replace(b"/@@/Relu", b"/\xff\xfe/Relu")

case("input_twice", "two inputs of one name", ["image", "name"],
     edited(relu, lambda m: m.graph.input.append(value("image", [2, 3]))))

case("input_no_name", "an input without a name", ["input", "name"],
     edited(relu, lambda m: m.graph.input.append(value("", [2, 3]))))

case("initializer_no_name", "an initializer without a name", ["initializer", "name"],
     add_weight(numpy_helper.from_array(np.float32([1, 2, 3]))))

case("initializer_other_shape", "an initializer that is an input of another shape",
     ["weight", "[4]"],
     edited(lambda: add_weight(numpy_helper.from_array(np.float32([1, 2, 3]), "weight")),
            lambda m: m.graph.input.append(value("weight", [4]))))

case("input_sequence", "an input that is a sequence", ["image", "sequence"],
     edited(relu, lambda m: m.graph.input[0].type.CopyFrom(
         helper.make_sequence_type_proto(helper.make_tensor_type_proto(F32, [2, 3])))), valid=True)

case("output_twice", "two outputs of one name", ["answer", "name"],
     edited(relu, lambda m: m.graph.output.append(value("answer", [2, 3]))))

case("output_no_element", "an output without elements", ["e", "element"],
     edited(relu, lambda m: (m.graph.initializer.append(
         numpy_helper.from_array(np.zeros((0, 3), np.float32), "e")),
         m.graph.output.append(value("e", [0, 3])))), valid=True)

case("declared_inner_shape", "a value_info that contradicts what is computed",
     ["/a/Relu", "h", "[2, 4]"],
     edited(lambda: model([node("Relu", "image", "h", "a"), node("Relu", "h", "y", "b")],
                          [value("image", [2, 3])], [value("y", [2, 3])]),
            lambda m: m.graph.value_info.append(value("h", [2, 4]))))

case("declared_type", "the output is declared int32 and is float32", ["answer", "int32"],
     edited(relu, lambda m: m.graph.output[0].CopyFrom(value("answer", [2, 3], TensorProto.INT32))))

case("declared_no_type", "an output whose type lacks its elements'", ["answer", "element type"],
     edited(relu, lambda m: m.graph.output[0].type.tensor_type.ClearField("elem_type")))

case("declared_size_minimum", "an output of -2^63 columns", ["answer", "[2, -1]"],
     edited(relu, lambda m: m.graph.output[0].CopyFrom(value("answer", [2, -(2**63)]))))


# Tensors


def tensor(**fields):
    return add_weight(TensorProto(**{"name": "weight", "data_type": F32, "dims": [3], **fields}))

case("data_twice", "raw_data and float_data", ["weight", "raw_data"],
     tensor(raw_data=b"\0" * 12, float_data=[1, 2, 3]))

case("data_of_other_type", "floats as int64_data", ["weight", "values"], tensor(int64_data=[1, 2, 3]))

case("data_out_of_range", "an int8 of 300", ["weight", "int8"],
     tensor(data_type=TensorProto.INT8, int32_data=[1, 300, 3]))

case("tensor_segment", "a segment of a tensor", ["weight", "segment"],
     tensor(segment=TensorProto.Segment(begin=0, end=3), float_data=[1, 2, 3]))


# Nodes

case("op_too_old", "Add of opset 6, which broadcasts by attribute", ["/n/Add", "opset 7"],
     one_op("Add", "image image", opset=6), valid=True)

case("inputs_too_many", "Relu of two tensors", ["/n/Relu", "inputs"], one_op("Relu", "image image"))

case("input_empty", "Add without its first operand", ["/n/Add", "input A"],
     one_op("Add", ["", "image"]))

case("outputs_two", "Relu with two results", ["/n/Relu", "output"],
     model([node("Relu", "image", "y z", "n")], [value("image", [2, 3])], [value("y", [2, 3])]))

case("element_wise_int32", "Add of int32, which is not computed here", ["/n/Add", "int32"],
     one_op("Add", "image image", kinds=(TensorProto.INT32,) * 2), valid=True)


@bad("/conv/Conv", "group")
def attribute_two_values():
    """an attribute that holds an integer and a float"""
    m = conv(group=1)
    m.graph.node[0].attribute[0].f = 2
    return m


@bad("/conv/Conv", "group")
def attribute_reference():
    """an attribute that refers to one of a function, outside of functions"""
    m = conv(group=1)
    m.graph.node[0].attribute[0].ref_attr_name = "g"
    return m

case("conv_pads_and_auto_pad", "pads and auto_pad at once", ["/conv/Conv", "auto_pad"],
     conv(pads=[1, 1, 1, 1], auto_pad="SAME_UPPER"))

case("conv_pads_two", "two pads for two axes", ["/conv/Conv", "pads"], conv(pads=[1, 1]))

case("conv_same_crops", "auto_pad and strides that leave elements out on both sides",
     ["/conv/Conv", "pads"],
     conv(weight=(2, 3, 1, 1), x=(1, 3, 4, 4), y=(1, 2, 1, 1), strides=[5, 5],
          auto_pad="SAME_UPPER"), valid=True)

case("conv_3d", "a convolution along three axes", ["/conv/Conv", "rank"],
     conv(weight=(2, 3, 3, 3, 3), x=(1, 3, 6, 6, 6), y=(1, 2, 4, 4, 4)), valid=True)

case("conv_map_too_wide", "a map of 2^31 columns", ["/conv/Conv", "2^30"],
     conv(x=(1, 3, 6, 2**31), y=(1, 2, 4, 2**31 - 2)), valid=True)


def pool(kind="MaxPool", x=(1, 1, 4, 4), y=(1, 1, 3, 3), kinds=(F32, F32), opset=17, **attributes):
    return one_op(kind, x=x, y=y, kinds=kinds, opset=opset, **attributes)

case("pool_pads_too_wide", "padding as wide as the window", ["/n/MaxPool", "pads"],
     pool(kernel_shape=[2, 2], pads=[2, 0, 0, 0]))

case("pool_int32", "MaxPool of int32", ["/n/MaxPool", "int32"],
     pool(kinds=(TensorProto.INT32,) * 2, kernel_shape=[2, 2]))

case("gemm_bias_shape", "Gemm whose C does not broadcast", ["/n/Gemm", "broadcast"],
     one_op("Gemm", "image w c", y=(2, 4), constants=weights(w=(3, 4), c=(3,))))

case("gemm_no_element", "Gemm with weights without elements", ["/n/Gemm", "row"],
     one_op("Gemm", "image w", y=(2, 0), constants=dict(w=np.zeros((3, 0), np.float32))), valid=True)

case("matmul_vector", "MatMul of a matrix and a vector", ["/n/MatMul", "matrices"],
     one_op("MatMul", "image w", y=(2,), constants=weights(w=(3,))), valid=True)

case("matmul_stack", "MatMul with a stack of matrices on the right", ["/n/MatMul", "stack"],
     one_op("MatMul", "image w", y=(5, 2, 4), constants=weights(w=(5, 3, 4))), valid=True)

case("matmul_mismatch", "MatMul of [2, 3] and [4, 5]", ["/n/MatMul", "inner"],
     one_op("MatMul", "image w", y=(2, 5), constants=weights(w=(4, 5))))

case("reshape_shape_int32", "Reshape to a shape of int32", ["/n/Reshape", "int64"],
     one_op("Reshape", "image s", y=(3, 2), constants=dict(s=np.int32([3, 2]))))

case("reshape_two_open", "Reshape with two open sizes", ["/n/Reshape", "-1"],
     one_op("Reshape", "image s", y=(3, 2), constants=dict(s=np.int64([-1, -1]))))

case("no_element", "an operand without elements", ["/n/Add", "element"],
     one_op("Add", "image w", x=(2, 1), y=(2, 0), constants=dict(w=np.zeros((1, 0), np.float32))),
     valid=True)

case("result_too_large", "two columns of 2^22, broadcast to 2^44 elements", ["/n/Add", "2^40"],
     model([node("Add", "image other", "y", "n")], [value("image", [2**22, 1]),
                                                    value("other", [1, 2**22])],
           [value("y", [2**22, 2**22])]), valid=True)


# Constants and quantization


def constant(**attributes):
    m = one_op("Add", "image c", constants={})
    m.graph.node.insert(0, node("Constant", "", "c", "c", **attributes))
    return m

case("constant_none", "Constant without a value", ["/c/Constant", "value"], constant())

case("constant_two", "Constant with two values", ["/c/Constant", "value"],
     constant(value_float=1.0, value_int=1))

case("constant_string", "Constant of a string", ["/c/Constant", "value_string"],
     constant(value_string="x"), valid=True)

case("constant_short", "Constant whose tensor lacks a value", ["/c/Constant", "bytes"],
     constant(value=TensorProto(data_type=F32, dims=[3], raw_data=b"\0" * 8)))


def quantize(kind="QuantizeLinear", inputs="image s z", s=np.float32(0.5), z=np.int8(3), **more):
    types = (F32, TensorProto.INT8) if kind[0] == "Q" else (TensorProto.INT8, F32)
    return one_op(kind, inputs, constants=dict(s=s, z=z), **{"kinds": types, **more})

case("quantize_runtime_scale", "a scale that is computed", ["/n/QuantizeLinear", "scale"],
     edited(quantize, lambda m: (m.graph.initializer.pop(0),
                                 m.graph.input.append(value("s", [])))), valid=True)

case("quantize_zero_shape", "a zero point of another shape than the scale",
     ["/n/QuantizeLinear", "zero point"], quantize(z=np.int8([1, 2, 3])))

case("quantize_scale_count", "three scales for an axis of two", ["/n/QuantizeLinear", "scale"],
     quantize(s=np.float32([1, 2, 3]), z=np.int8([1, 2, 3]), axis=0))

case("quantize_axis_opset_12", "a scale a channel, before opset 13 had it",
     ["/n/QuantizeLinear", "opset 13"],
     quantize(s=np.float32([1, 2]), z=np.int8([1, 2]), opset=12))

case("quantize_int16", "QuantizeLinear to int16", ["/n/QuantizeLinear", "int16"],
     quantize(z=np.int16(3), kinds=(F32, TensorProto.INT16), opset=21), valid=True)

case("quantize_blocks", "a scale for each block of two", ["/n/QuantizeLinear", "block_size", "one scale, or one for each"],
     quantize(s=np.float32([[1], [2]]), z=np.int8([[0], [0]]), x=(2, 2), y=(2, 2), axis=1,
              block_size=2, opset=21), valid=True)

case("quantize_output_dtype", "QuantizeLinear that says int16 alone", ["/n/QuantizeLinear", "output_dtype", "int16"],
     quantize(inputs="image s", kinds=(F32, TensorProto.INT16), opset=21, output_dtype=TensorProto.INT16), valid=True)

case("quantize_output_dtype_differs", "a zero point of int8 beside output_dtype = uint8",
     ["/n/QuantizeLinear", "output_dtype = int8 as y_zero_point", "uint8", "leave output_dtype out"],
     quantize(opset=21, output_dtype=TensorProto.UINT8))

case("quantize_precision", "QuantizeLinear that divides in float16", ["/n/QuantizeLinear", "precision", "float16"],
     quantize(opset=23, precision=TensorProto.FLOAT16), valid=True)

case("dequantize_output_dtype", "DequantizeLinear to float16", ["/n/DequantizeLinear", "output_dtype", "float16"],
     quantize("DequantizeLinear", opset=23, output_dtype=TensorProto.FLOAT16), valid=True)

case("dequantize_int64", "DequantizeLinear of int64", ["/n/DequantizeLinear", "int64"],
     quantize("DequantizeLinear", "image s", kinds=(I64, F32)))

case("dequantize_int32_zero", "a zero point for int32", ["/n/DequantizeLinear", "zero point"],
     quantize("DequantizeLinear", z=np.int32(3), kinds=(TensorProto.INT32, F32)))

//===- DataSet.h - stored inputs and the outputs they should give ---------------------------------===//
// As ONNX's test data has them: input_0.pb, .., output_0.pb, .. in a folder, or such folders in
// one; .npy as well as .pb.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "tools/pelemay/Tensors.h"

namespace pelemay {

struct DataSet {
  std::string name;                          // its folder, as the user says it
  std::vector<std::string> inputs, outputs;  // files, by number
};

/// All data sets in these folders, in the order of their names' numbers.
Outcome<std::vector<DataSet>> findDataSets(const std::vector<std::string>& folders);

/// The inputs of a set; `quantize` as of readTensorFor.
Outcome<std::vector<std::vector<char>>> readSetInputs(arena::ProgramOp program, const DataSet& set,
                                                      const std::vector<std::string>& names,
                                                      bool quantize);

/// The stored outputs of a set; each must have its output's type and shape.
Outcome<std::vector<std::vector<char>>> readOutputs(arena::ProgramOp program, const DataSet& set,
                                                    const std::vector<std::string>& names,
                                                    bool quantize);

}  // namespace pelemay

#include "tools/pelemay/StackMoves.h"

#include "llvm/ADT/SmallVector.h"

namespace pelemay {

using llvm::StringRef;

static bool isStackPointer(StringRef word) {
  word = word.trim();
  return word == "sp" || word == "%rsp" || word == "%esp" || word == "wsp";
}

/// "#16", "$-32", "-16": a number with what the syntaxes put in front.
static std::optional<int64_t> numberOf(StringRef word) {
  word = word.trim();
  if (!word.consume_front("#")) word.consume_front("$");
  int64_t value;
  if (word.getAsInteger(0, value)) return std::nullopt;
  return value;
}

/// Bytes of the registers in braces: "{r4, r5, lr}", "{d8, d9}".
static int64_t listed(StringRef operands) {
  StringRef list = operands.split('{').second.split('}').first;
  llvm::SmallVector<StringRef> registers;
  list.split(registers, ',');
  int64_t bytes = 0;
  for (StringRef name : registers)
    bytes += name.trim().starts_with("d") ? 8 : name.trim().starts_with("q") ? 16 : 4;
  return bytes;
}

static StackMove down(int64_t bytes) { return {true, bytes > 0 ? bytes : 0, 0}; }

/// push {..}, stmdb sp!, {..}, str x0, [sp, #-16]!: stores that move it first. Loads move it up.
static StackMove stored(StringRef mnemonic, StringRef operands) {
  if (mnemonic.starts_with("push") && !operands.contains('{')) return down(8);  // x86-64
  if (mnemonic.starts_with("push") || mnemonic.starts_with("vpush") ||
      ((mnemonic.starts_with("stmdb") || mnemonic.starts_with("vstmdb")) &&
       operands.starts_with("sp!")))
    return down(listed(operands));
  StringRef before = operands.split("[sp, ").second;
  if (mnemonic.starts_with("st") && operands.trim().ends_with("]!"))
    if (auto offset = numberOf(before.split(']').first)) return down(-*offset);
  bool loads = mnemonic.starts_with("pop") || mnemonic.starts_with("vpop") ||
               mnemonic.starts_with("ld") || mnemonic.starts_with("vldm") ||
               mnemonic.starts_with("ret") || mnemonic.starts_with("leave");
  return {loads, 0, 0};
}

/// sub sp, sp, #16; addi sp, sp, -16; subq $16, %rsp; andq $-32, %rsp.
static StackMove computed(StringRef mnemonic, StringRef operands) {
  llvm::SmallVector<StringRef> words;
  operands.split(words, ',');
  if (words.size() < 2) return {};
  bool att = words[0].trim().starts_with("$");  // the destination stands last
  if (!isStackPointer(att ? words.back() : words.front())) return {};
  // A shift stands behind the number: sub sp, sp, #1, lsl #12.
  int64_t scale = words.back().trim() == "lsl #12" ? 4096 : 1;
  if (scale != 1) words.pop_back();
  if (!att && words.size() == 3 && !isStackPointer(words[1])) return {};
  auto value = numberOf(att ? words[0] : words.back());
  if (!value) return {};
  if (mnemonic.starts_with("sub")) return down(*value * scale);
  if (mnemonic.starts_with("add")) return down(-*value * scale);
  if (mnemonic.starts_with("and") && *value < 0) return {true, -*value, -*value};
  return {};
}

StackMove stackMoveOf(StringRef text) {
  auto [mnemonic, operands] = text.trim().split('\t');
  operands = operands.trim();
  if (StackMove move = stored(mnemonic, operands); move.known) return move;
  if (mnemonic.starts_with("call")) return {true, 0, 0};  // its callee's return address
  return computed(mnemonic, operands);
}

int64_t belowStackOf(StringRef text) {
  size_t at = text.find("(%rsp");
  if (at == StringRef::npos) return 0;
  StringRef before = text.take_front(at);
  auto offset = numberOf(before.substr(before.find_last_of("\t ,") + 1));
  return offset && *offset < 0 ? -*offset : 0;
}

}  // namespace pelemay

/* count.c - a QEMU plugin that counts what one function of an emulated program costs.
 *
 * Between the entry of a function (NAME_run) and its return it counts executed instructions, bytes
 * read and written, and the depth of the stack. Nothing is added to the program: `pelemay run`
 * gives the addresses, and joins the counts with symbols and lines.
 *
 * Plugin API version 1 (QEMU 4.2 to 8). Debian ships no qemu-plugin.h: its functions are declared
 * here. One virtual CPU, as on all our targets. */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef uint64_t Plugin; /* qemu_plugin_id_t */
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum { NO_REGISTERS = 0, READS_AND_WRITES = 3 };
void qemu_plugin_register_vcpu_tb_trans_cb(Plugin, void (*)(Plugin, struct qemu_plugin_tb*));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb*, void (*)(unsigned, void*),
                                          int flags, void*);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn*,
                                      void (*)(unsigned, uint32_t, uint64_t, void*), int flags,
                                      int accesses, void*);
void qemu_plugin_register_atexit_cb(Plugin, void (*)(Plugin, void*), void*);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
unsigned qemu_plugin_mem_size_shift(uint32_t);
bool qemu_plugin_mem_is_store(uint32_t);

EXPORT int qemu_plugin_version = 1;

/* Half-open. */
struct Range {
  uint64_t begin, end;
};
static struct Range counted; /* the function */
static struct Range caller;  /* the function's only caller: where it returns to */
static struct Range top; /* a function that reads the byte its caller's stack pointer points at */
static uint64_t bottom;  /* the stack ends there; 0: 8 MiB below its top, as on Linux */
static bool memory;      /* whether reads, writes and stack are looked at, too */
static const char* out;

/* A translation block: instructions that are executed in a row. The same one may be translated
 * again. `below`: instructions of other functions, after it and before the next one of `counted`.
 */
struct Block {
  struct Block* next;
  uint64_t executed, below;
  size_t size;
  bool entry, inside, leaves;
  uint64_t addresses[];
};
static struct Block *blocks, *last;

/* Of each run its instructions; all else is of the first run. */
enum { MOST_RUNS = 1 << 16 };
static uint64_t instructions[MOST_RUNS];
static size_t runs;
static bool running;
static uint64_t bytes_read, bytes_written, stack_top, deepest = UINT64_MAX;

static bool contains(struct Range range, uint64_t address) {
  return address >= range.begin && address < range.end;
}

static void on_block(unsigned cpu, void* data) {
  struct Block* block = data;
  (void)cpu;
  if (block->leaves) running = false;
  if (block->entry && !running && runs < MOST_RUNS) {
    running = true;
    ++runs;
  }
  if (!running) return;
  instructions[runs - 1] += block->size;
  if (runs > 1) return;
  ++block->executed;
  if (block->inside)
    last = block;
  else
    last->below += block->size;
}

static void on_access(unsigned cpu, uint32_t info, uint64_t address, void* data) {
  const uint64_t size = (uint64_t)1 << qemu_plugin_mem_size_shift(info);
  (void)cpu;
  (void)data;
  if (!running || runs > 1) return;
  if (!qemu_plugin_mem_is_store(info)) {
    bytes_read += size;
    return;
  }
  bytes_written += size;
  if (address >= bottom && address < stack_top && address < deepest) deepest = address;
}

static void on_top(unsigned cpu, uint32_t info, uint64_t address, void* data) {
  (void)cpu;
  (void)data;
  if (running || runs > 0 || qemu_plugin_mem_is_store(info)) return;
  if (address > stack_top) stack_top = address; /* what the function itself pushed lies below */
  if (bottom == 0) bottom = stack_top - (8 << 20);
}

static void on_translation(Plugin id, struct qemu_plugin_tb* tb) {
  const size_t size = qemu_plugin_tb_n_insns(tb);
  struct Block* block = calloc(1, sizeof *block + size * sizeof block->addresses[0]);
  (void)id;
  if (block == NULL) abort();
  block->next = blocks;
  blocks = block;
  block->size = size;
  for (size_t i = 0; i < size; ++i) {
    struct qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(tb, i);
    const uint64_t address = qemu_plugin_insn_vaddr(instruction);
    block->addresses[i] = address;
    if (!memory) continue;
    qemu_plugin_register_vcpu_mem_cb(instruction, contains(top, address) ? on_top : on_access,
                                     NO_REGISTERS, READS_AND_WRITES, NULL);
  }
  block->entry = block->addresses[0] == counted.begin;
  block->inside = contains(counted, block->addresses[0]);
  block->leaves = contains(caller, block->addresses[0]);
  qemu_plugin_register_vcpu_tb_exec_cb(tb, on_block, NO_REGISTERS, block);
}

/* A line each: `run N` for each run, `read`, `written` and `stack` with bytes; of each instruction
 * that was executed `at ADDRESS N`, and `below ADDRESS N` where calls from it executed N of other
 * functions. */
static void at_end(Plugin id, void* data) {
  FILE* const file = fopen(out, "w");
  (void)id;
  (void)data;
  if (file == NULL) return;
  for (size_t i = 0; i < runs; ++i) fprintf(file, "run %" PRIu64 "\n", instructions[i]);
  if (memory)
    fprintf(file, "read %" PRIu64 "\nwritten %" PRIu64 "\nstack %" PRIu64 "\n", bytes_read,
            bytes_written, deepest < stack_top ? stack_top - deepest : 0);
  for (const struct Block* block = blocks; block != NULL; block = block->next) {
    if (block->executed == 0) continue;
    for (size_t i = 0; i < block->size; ++i)
      fprintf(file, "at %" PRIx64 " %" PRIu64 "\n", block->addresses[i], block->executed);
    if (block->below > 0)
      fprintf(file, "below %" PRIx64 " %" PRIu64 "\n", block->addresses[block->size - 1],
              block->below);
  }
  fclose(file);
}

/* What follows "name=" in the argument, or null. */
static const char* value_of(const char* argument, const char* name) {
  const size_t length = strlen(name);
  return strncmp(argument, name, length) == 0 && argument[length] == '=' ? argument + length + 1
                                                                         : NULL;
}

/* name=0x8000-0x8100 */
static void take_range(const char* argument, const char* name, struct Range* range) {
  const char* const value = value_of(argument, name);
  char* rest = NULL;
  if (value == NULL) return;
  range->begin = strtoull(value, &rest, 0);
  range->end = *rest == '-' ? strtoull(rest + 1, NULL, 0) : 0;
}

EXPORT int qemu_plugin_install(Plugin id, const void* info, int argc, char** argv) {
  (void)info;
  for (int i = 0; i < argc; ++i) {
    if (value_of(argv[i], "out") != NULL) out = value_of(argv[i], "out");
    take_range(argv[i], "function", &counted);
    take_range(argv[i], "caller", &caller);
    take_range(argv[i], "top", &top);
    if (value_of(argv[i], "bottom") != NULL)
      bottom = strtoull(value_of(argv[i], "bottom"), NULL, 0);
  }
  if (out == NULL || counted.end == 0 || caller.end == 0) {
    fprintf(
        stderr,
        "count: needs out=FILE,function=BEGIN-END,caller=BEGIN-END[,top=BEGIN-END][,bottom=ADDRESS]\n");
    return 1;
  }
  memory = top.end != 0;
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
  qemu_plugin_register_atexit_cb(id, at_end, NULL);
  return 0;
}

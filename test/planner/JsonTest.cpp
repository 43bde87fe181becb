//===- JsonTest.cpp - plan.json there and back ----------------------------===//

#include "compiler/planner/Json.h"

#include <gtest/gtest.h>

#include <clocale>
#include <fstream>
#include <nlohmann/json.hpp>

#include "Build.h"
#include "RandomProblems.h"
#include "compiler/planner/Solve.h"
#include "compiler/planner/Validate.h"

namespace pelemay::planner {
namespace {

const char* const kSmall = R"({
  "version": 1,
  "problem": {
    "memories": [
      {"name": "sram", "size": 0, "align": 16, "cost_per_byte": 1, "dma": false}
    ],
    "regions": [],
    "buffers": [
      {"name": "in", "size": 64, "align": 1, "where": ["sram"], "live": [[0, 1]], "touched": 0},
      {"name": "out", "size": 64, "align": 1, "where": ["sram"], "live": [[1, 2]], "touched": 0}
    ],
    "pairs": [
      {"kind": "may_overlap", "a": 0, "b": 1, "direction": "up", "min_distance": 16}
    ]
  },
  "plan": {
    "placements": [
      {"buffer": "in", "memory": "sram", "offset": 16},
      {"buffer": "out", "memory": "sram", "offset": 0}
    ],
    "peaks": [
      {"memory": "sram", "bytes": 80}
    ],
    "optimality": {"proven": true, "what": "offsets for these lifetimes: proven optimal", "lower_bound": 80, "witness": [0, 1]}
  }
}
)";

TEST(Json, WritesWhatItReads) {
  Result<Document> document = readJson(kSmall);
  ASSERT_TRUE(document) << document.error().what;
  EXPECT_EQ(writeJson(document->problem, *document->plan), kSmall);
  EXPECT_TRUE(validate(document->problem, *document->plan).empty());
}

TEST(Json, WritesWhatTheSolverFound) {
  Result<Document> document = readJson(kSmall);
  ASSERT_TRUE(document);
  EXPECT_EQ(writeJson(document->problem, *solve(document->problem)), kSmall);
}

TEST(Json, RandomDocumentsSurviveTheRoundTrip) {
  Dice dice(6);
  Spice all{true, true, true, true, true};
  int withPlan = 0;
  for (int i = 0; i < 100; ++i) {
    Problem problem = randomProblem(dice, 12, all);
    Result<Plan> plan = solve(problem);
    withPlan += plan.ok();
    std::string text = plan ? writeJson(problem, *plan) : writeJson(problem);
    Result<Document> again = readJson(text);
    ASSERT_TRUE(again) << again.error().what << text;
    ASSERT_EQ(again->plan.has_value(), plan.ok());
    EXPECT_EQ(plan ? writeJson(again->problem, *again->plan) : writeJson(again->problem), text);
  }
  EXPECT_GE(withPlan, 10);
}

TEST(Json, DefaultsMayBeLeftOut) {
  Result<Document> document = readJson(R"({"version": 1, "problem": {
    "memories": [{"name": "m"}],
    "buffers": [{"name": "a", "size": 4, "where": ["m"], "live": [[0, 0]]}]}})");
  ASSERT_TRUE(document) << document.error().what;
  EXPECT_FALSE(document->plan);
  EXPECT_EQ(solve(document->problem)->totalBytes(), 4);
}

TEST(Json, NamesAreEscaped) {
  Problem problem = oneMemory();
  add(problem, "a \"quoted\"\n\\ n\xc3\xa4me", 4, 0, 0);
  Result<Document> again = readJson(writeJson(problem, *solve(problem)));
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(again->problem.buffers[0].name, problem.buffers[0].name);
  problem.buffers[0].name = "\xff";
  EXPECT_TRUE(readJson(writeJson(problem, *solve(problem)))) << "no UTF-8, but no crash either";
}

TEST(Json, TheLocaleDoesNotMatter) {
  Problem problem = oneMemory();
  add(problem, "a", 1234567, 0, 0);
  std::string before = writeJson(problem);
  for (const char* name : {"de_DE.UTF-8", "de_DE", "C.UTF-8"}) std::setlocale(LC_ALL, name);
  EXPECT_EQ(writeJson(problem), before);
  std::setlocale(LC_ALL, "C");
}

struct Wrong {
  const char *from, *to, *message;
};

/// One change of the small document each, and the whole message.
TEST(Json, ErrorsNameThePath) {
  const Wrong wrongs[] = {
      {"\"version\": 1", "\"version\": 2", "version needs the integer 1, but got 2"},
      {"\"version\": 1,", "", "the document needs a field 'version'"},
      {"\"version\": 1", "\"version\": 1, \"author\": 1",
       "the document has an unknown field 'author'; known are 'version', 'graph', 'schedule', 'problem', 'plan'"},
      {"\"size\": 64", "\"size\": -1",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got -1"},
      {"\"size\": 64", "\"size\": 4611686018427387904",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got "
       "4611686018427387904"},
      {"\"size\": 64", "\"size\": 18446744073709551615",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got "
       "18446744073709551615"},
      {"\"size\": 64", "\"size\": 64.0",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got 64.0"},
      {"\"size\": 64", "\"size\": \"64\"",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got a string"},
      {"\"size\": 64", "\"size\": null",
       "problem.buffers[0].size needs an integer from 0 to 70368744177664, but got null"},
      {"\"size\": 64", "\"sise\": 64",
       "problem.buffers[0] has an unknown field 'sise'; known are 'name', 'size', 'align', "
       "'where', 'live', 'region', 'fixed_offset', 'touched'"},
      {"\"size\": 64, ", "", "problem.buffers[0] needs a field 'size'"},
      {"\"size\": 64", "\"size\": 64, \"size\": 65", "problem.buffers[0].size stands there twice"},
      {"\"align\": 1,", "\"align\": 0,",
       "problem.buffers[0].align needs an integer from 1 to 1073741824, but got 0"},
      {"[\"sram\"]", "[\"dtcm\"]",
       "problem.buffers[0].where[0] names memory 'dtcm', which problem.memories does not have"},
      {"[\"sram\"]", "\"sram\"", "problem.buffers[0].where needs an array, but got a string"},
      {"[[0, 1]]", "[[0]]",
       "problem.buffers[0].live[0] needs the first and the last event, like [0, 3]"},
      {"[[0, 1]]", "[[2, 1]]",
       "problem.buffers[0].live[0][1] needs an integer from 2 to 2147483648, but got 1"},
      {"\"touched\": 0", "\"region\": 0",
       "problem.buffers[0].region names a region, but problem.regions has none"},
      {"\"dma\": false", "\"dma\": 0", "problem.memories[0].dma needs true or false, but got 0"},
      {"\"regions\": []", "\"regions\": [{\"kind\": \"while\"}]",
       "problem.regions[0].kind needs one of 'sequence', 'alternative', 'loop', 'stream', but got "
       "'while'"},
      {"\"regions\": []", "\"regions\": [{\"kind\": \"loop\", \"parent\": 0}]",
       "problem.regions[0].parent names a region, but none stands before this one"},
      {"\"b\": 1", "\"b\": 2", "problem.pairs[0].b needs an integer from 0 to 1, but got 2"},
      {"\"min_distance\": 16", "\"delta\": 16",
       "problem.pairs[0] has an unknown field 'delta'; known are 'kind', 'a', 'b', 'direction', "
       "'min_distance'"},
      {"\"buffer\": \"in\"", "\"buffer\": \"out\"",
       "plan.placements[0] needs buffer 'in', in the problem's order, but got 'out'"},
      {"\"offset\": 16", "\"offset\": -16",
       "plan.placements[0].offset needs an integer from 0 to 70368744177664, but got -16"},
      {"{\"memory\": \"sram\", \"bytes\": 80}",
       "{\"memory\": \"sram\", \"bytes\": 80}, {\"memory\": \"sram\", \"bytes\": 80}",
       "plan.peaks[1] needs the memories in the problem's order"},
      {"\"witness\": [0, 1]", "\"witness\": [0, \"b\"]",
       "plan.optimality.witness[1] needs an integer from 0 to 32767, but got a string"},
      {"\"pairs\": [", "\"pairs\": [[[[[[[[[[[",
       "problem.pairs[0][0][0][0][0][0] is nested too deep"},
      {"\"pairs\": [", "\"pairs\": {",
       "parse error at line 13, column 7: syntax error while parsing object key - unexpected '{'; "
       "expected string literal"},
  };
  for (const Wrong& wrong : wrongs) {
    std::string text = kSmall;
    size_t where = text.find(wrong.from);
    ASSERT_NE(where, std::string::npos) << wrong.from;
    text.replace(where, std::string(wrong.from).size(), wrong.to);
    Result<Document> document = readJson(text);
    ASSERT_FALSE(document) << wrong.message;
    EXPECT_EQ(document.error().kind, Error::Kind::badJson);
    EXPECT_EQ(document.error().what, wrong.message);
  }
}

/// Every prefix of a document, and the document with any one byte changed: an answer, never a
/// crash.
TEST(Json, TruncatedAndCorruptTextIsRefusedOrRead) {
  std::string whole = kSmall;
  for (size_t size = 0; size + 2 < whole.size(); ++size) {
    EXPECT_FALSE(readJson(std::string_view(whole).substr(0, size)));
  }
  Dice dice(7);
  for (int i = 0; i < 3000; ++i) {
    std::string text = whole;
    text[size_t(dice.upTo(int64_t(text.size()) - 1))] = char(dice.upTo(255));
    Result<Document> document = readJson(text);
    if (!document) continue;
    (void)solve(document->problem);
    if (document->plan) (void)validate(document->problem, *document->plan);
  }
}

const char* const kGraph = R"({
  "version": 1,
  "graph": {
    "align": 16,
    "values": [
      {"size": 32, "from_start": true},
      {"size": 16},
      {"size": 16, "to_end": true}
    ],
    "tasks": [
      {"touches": [0, 1], "after": []},
      {"touches": [1, 2], "after": [0], "in_place": [{"dies": 1, "born": 2}], "scratch": 8}
    ]
  },
  "schedule": {"order": [0, 1], "peak": 48, "lower_bound": 48, "proven": true, "nodes": 0, "witness": 0},
  "problem": {
    "memories": [
      {"name": "arena", "size": 0, "align": 16, "cost_per_byte": 1, "dma": false}
    ],
    "regions": [],
    "buffers": [
      {"name": "value0", "size": 32, "align": 1, "where": ["arena"], "live": [[0, 0]], "touched": 0}
    ],
    "pairs": []
  }
}
)";

TEST(Json, AGraphAndItsOrderSurviveTheRoundTrip) {
  Result<Document> document = readJson(kGraph);
  ASSERT_TRUE(document) << document.error().what;
  EXPECT_EQ(writeJson(*document), kGraph);
  EXPECT_EQ(schedule(document->graph->tasks).peak, 48);
}

TEST(Json, ErrorsInAGraphNameThePath) {
  const Wrong wrongs[] = {
      {"\"align\": 16,\n    \"values\"", "\"align\": 3,\n    \"values\"",
       "graph needs an alignment that is a power of two, but got 3"},
      {"\"touches\": [0, 1]", "\"touches\": [0, 3]",
       "graph.tasks[0].touches[1] needs an integer from 0 to 2, but got 3"},
      {"\"touches\": [0, 1]", "\"touches\": [0, 0]",
       "graph.tasks[0].touches[1] stands there twice"},
      {"\"after\": []", "\"after\": [0]",
       "graph.tasks[0].after[0] names what is not there: none stands before"},
      {"\"after\": [0]", "\"after\": [1]",
       "graph.tasks[1].after[0] needs the integer 0, but got 1"},
      {"\"dies\": 1", "\"dies\": 0",
       "graph.tasks[1].in_place[0] names a value that its task does not touch"},
      {"\"dies\": 1", "\"dies\": 2", "graph.tasks[1].in_place[0] needs two different values"},
      {"\"size\": 32", "\"size\": -1",
       "graph.values[0].size needs an integer from 0 to 70368744177664, but got -1"},
      {"\"graph\": {", "\"plan\": {", "the document has a schedule, but no graph that it orders"},
  };
  for (const Wrong& wrong : wrongs) {
    std::string text = kGraph;
    size_t where = text.find(wrong.from);
    ASSERT_NE(where, std::string::npos) << wrong.from;
    text.replace(where, std::string(wrong.from).size(), wrong.to);
    Result<Document> document = readJson(text);
    ASSERT_FALSE(document) << wrong.message;
    EXPECT_EQ(document.error().what, wrong.message);
  }
}

/// The schema knows exactly the fields that are written.
TEST(Json, TheSchemaNamesEveryField) {
  std::ifstream file(PELEMAY_PLAN_SCHEMA);
  nlohmann::json schema = nlohmann::json::parse(file, nullptr, false);
  ASSERT_TRUE(schema.is_object()) << PELEMAY_PLAN_SCHEMA;
  EXPECT_EQ(schema["properties"]["version"]["const"], kJsonVersion);
  auto fieldsOf = [&](const char* definition) {
    std::vector<std::string> names;
    for (const auto& [name, value] : schema["$defs"][definition]["properties"].items()) {
      names.push_back(name);
    }
    EXPECT_EQ(schema["$defs"][definition]["additionalProperties"], false) << definition;
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(fieldsOf("graph"), (Names{"align", "tasks", "values"}));
  EXPECT_EQ(fieldsOf("value"), (Names{"from_start", "size", "to_end"}));
  EXPECT_EQ(fieldsOf("task"), (Names{"after", "in_place", "scratch", "touches"}));
  EXPECT_EQ(fieldsOf("in_place"), (Names{"born", "dies"}));
  EXPECT_EQ(fieldsOf("schedule"),
            (Names{"lower_bound", "nodes", "order", "peak", "proven", "witness"}));
  EXPECT_EQ(fieldsOf("problem"), (Names{"buffers", "memories", "pairs", "regions"}));
  EXPECT_EQ(fieldsOf("memory"), (Names{"align", "cost_per_byte", "dma", "name", "size"}));
  EXPECT_EQ(fieldsOf("region"), (Names{"kind", "parent"}));
  EXPECT_EQ(fieldsOf("buffer"),
            (Names{"align", "fixed_offset", "live", "name", "region", "size", "touched", "where"}));
  EXPECT_EQ(fieldsOf("may_overlap"), (Names{"a", "b", "direction", "kind", "min_distance"}));
  EXPECT_EQ(fieldsOf("same_address"), (Names{"a", "b", "delta", "kind"}));
  EXPECT_EQ(fieldsOf("plan"), (Names{"optimality", "peaks", "placements"}));
  EXPECT_EQ(fieldsOf("placement"), (Names{"buffer", "memory", "offset"}));
  EXPECT_EQ(fieldsOf("peak"), (Names{"bytes", "memory"}));
  EXPECT_EQ(fieldsOf("optimality"),
            (Names{"lower_bound", "proven", "searched", "what", "witness"}));
}

}  // namespace
}  // namespace pelemay::planner

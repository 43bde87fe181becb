//===- PointcutTest.cpp - what the compiler takes, and the column of what it does not ---------===//
//
// pointcuts.json holds the whole language's cases, for every implementation. Here: a text that the
// compiler takes chooses the listed join points, a mistake has the listed column, and all the rest
// is refused as "not yet". The table below says where.
//===------------------------------------------------------------------------------------------===//

#include "dialects/probe/Pointcut.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

using namespace pelemay::probe;
using nlohmann::json;

namespace {

json file() {
  std::ifstream in(PELEMAY_POINTCUTS);
  return json::parse(in);
}

/// The reader's answer for either kind of text.
std::variant<Pointcut, Refusal> parse(const json& text) {
  if (text.contains("pointcut")) return parsePointcut(text["pointcut"].get<std::string>());
  auto advice = parseAdvice(text["advice"].get<std::string>());
  if (auto* refusal = std::get_if<Refusal>(&advice)) return *refusal;
  return std::get<Advice>(advice).pointcut;
}

std::vector<std::string> matches(const Pointcut& pointcut, const json& joinPoints) {
  std::vector<std::string> ids;
  for (const json& point : joinPoints)
    for (const CallName& call : pointcut.calls) {
      json ops = point.value("ops", json::array());
      auto covered = [&](const json& op) { return call.glob.covers(op.get<std::string>()); };
      if (std::none_of(ops.begin(), ops.end(), covered)) continue;
      ids.push_back(point["id"]);
      break;
    }
  return ids;
}

TEST(Pointcut, AgreesWithTheLanguagesCases) {
  const json cases = file();
  int taken = 0, mistakes = 0, notYet = 0;
  for (const json& each : cases["cases"]) {
    SCOPED_TRACE(each.dump());
    auto answer = parse(each);
    auto* refusal = std::get_if<Refusal>(&answer);
    if (!refusal) {
      ++taken;
      ASSERT_TRUE(each.contains("matches"));
      EXPECT_EQ(matches(std::get<Pointcut>(answer), cases["joinpoints"]), each["matches"]);
    } else if (refusal->kind == Refusal::Kind::kMistake) {
      ++mistakes;
      ASSERT_TRUE(each.contains("column"));
      EXPECT_EQ(refusal->column, each["column"]) << refusal->text;
      EXPECT_FALSE(each.contains("where"));
    } else {
      ++notYet;
      // Errors that another place or a named pointcut's definition makes are none of this reader's.
      bool elsewhere = each.contains("place") || each.contains("where") ||
                       each.value("pointcut", "") == "@nobody";
      EXPECT_TRUE(each.contains("matches") || elsewhere);
    }
  }
  EXPECT_EQ(taken, 13);
  EXPECT_EQ(mistakes, 40);
  EXPECT_EQ(notYet, 79);
}

struct Row {
  const char* advice;
  int column;
  const char* text;
};

class Columns : public testing::TestWithParam<Row> {};

TEST_P(Columns, OfWhatIsNotAvailableYet) {
  auto answer = parseAdvice(GetParam().advice);
  ASSERT_TRUE(std::holds_alternative<Refusal>(answer));
  const Refusal& refusal = std::get<Refusal>(answer);
  EXPECT_EQ(refusal.kind, Refusal::Kind::kNotYet);
  EXPECT_EQ(refusal.column, GetParam().column) << refusal.text;
  EXPECT_NE(refusal.text.find(GetParam().text), std::string::npos) << refusal.text;
  EXPECT_NE(refusal.text.find("not available yet"), std::string::npos) << refusal.text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Columns,
    testing::Values(
        Row{"before call(conv): log", 1, "'before'"},
        Row{"  around call(conv): log", 3, "'around'"},
        Row{"before !call(conv): stats", 1, "'before'"},
        Row{"after call(conv) && type(f32): log", 18, "'&&'"},
        Row{"after call(a) || call(b) && call(c): log", 15, "'||'"},
        Row{"after !call(conv): log", 7, "'!'"}, Row{"after (call(conv)): log", 7, "'('"},
        Row{"after @heavy: log", 7, "@heavy"}, Row{"after group(Window): log", 7, "'group'"},
        Row{"after node(\"größe\"): log", 7, "'node'"}, Row{"after within(a): log", 7, "'within'"},
        Row{"after tag(a): log", 7, "'tag'"}, Row{"after type(f32): log", 7, "'type'"},
        Row{"after shape(): log", 7, "'shape'"}, Row{"after input: log", 7, "'input'"},
        Row{"after output: log", 7, "'output'"}, Row{"after call(conv): stats", 19, "'stats'"},
        Row{"after call(conv): log(3)", 22, "arguments"},
        Row{"after call(conv): log, log", 24, "more than one"},
        Row{"after call(conv): log, dump(\"a\")", 24, "'dump'"}));

TEST(Pointcut, NamesAndTheirColumns) {
  auto answer = parseAdvice("\tafter call( conv ,\"Max\\*Pool\",ai.onnx::Conv):log ");
  ASSERT_TRUE(std::holds_alternative<Advice>(answer)) << std::get<Refusal>(answer).text;
  const auto& calls = std::get<Advice>(answer).pointcut.calls;
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[0].name, "conv");
  EXPECT_EQ(calls[0].column, 14);
  EXPECT_EQ(calls[1].name, "Max*Pool");
  EXPECT_EQ(calls[2].name, "ai.onnx::Conv");
}

struct Name {
  const char *glob, *name;
  bool covered;
};

class Globs : public testing::TestWithParam<Name> {};

TEST_P(Globs, CoverNames) {
  auto answer = parseAdvice("after call(\"" + std::string(GetParam().glob) + "\"): log");
  ASSERT_TRUE(std::holds_alternative<Advice>(answer)) << std::get<Refusal>(answer).text;
  EXPECT_EQ(std::get<Advice>(answer).pointcut.calls[0].glob.covers(GetParam().name),
            GetParam().covered);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Globs,
    testing::Values(Name{"conv*", "conv", true}, Name{"conv*", "conv2d", true},
                    Name{"conv*", "deconv", false}, Name{"*conv", "deconv", true},
                    Name{"c?nv", "conv", true}, Name{"c?nv", "cnv", false},
                    Name{"gr?\u00dfe", "gr\u00f6\u00dfe", true}, Name{"Conv*", "conv2d", false},
                    Name{"c\\*", "conv", false}, Name{"c\\*", "c*", true},
                    Name{"Conv*", "/enc/x/Conv", true}, Name{"/Conv*", "/enc/x/Conv", false},
                    Name{"enc/*", "enc/x", true}, Name{"enc/*", "enc/x/Conv", false},
                    Name{"enc/**", "enc/x/Conv", true}, Name{"enc/**", "enc", false},
                    Name{"enc/**/Conv", "enc/Conv", true}, Name{"**", "enc/x", true},
                    Name{"Conv/", "enc/Conv", true}, Name{"*", "", false}));

TEST(Pointcut, AMistakeComesBeforeWhatIsNotYet) {
  auto answer = parseAdvice("before group(Window) && call(conv: log");
  ASSERT_TRUE(std::holds_alternative<Refusal>(answer));
  EXPECT_EQ(std::get<Refusal>(answer).kind, Refusal::Kind::kMistake);
  EXPECT_EQ(std::get<Refusal>(answer).column, 36) << std::get<Refusal>(answer).text;
}

TEST(Pointcut, HostileTextIsRefused) {
  for (const std::string& part : {std::string("("), std::string("!"), std::string("call(a) && "),
                                  std::string("\""), std::string("\xff"), std::string(1, '\0')}) {
    std::string text = "after ";
    for (int i = 0; i < 100000; ++i) text += part;
    EXPECT_TRUE(std::holds_alternative<Refusal>(parseAdvice(text)));
  }
}

}  // namespace

#include "tools/pelemay-plan/Judge.h"

#include "compiler/planner/Claim.h"
#include "compiler/planner/JudgeOrder.h"
#include "compiler/planner/Validate.h"

namespace pelemay {

using namespace planner;

/// Worked out anew from what was checked: the document's own words are not repeated.
static std::string provenIn(const Document& document) {
  const Optimality& offsets = document.plan->optimality;
  std::string text = document.schedule ? claimOf(*document.plan, boundOf(*document.schedule))
                                       : claimOf(*document.plan);
  std::string unchecked;
  if (document.schedule && document.schedule->witness == kNone && document.schedule->nodes > 0) {
    unchecked = "that no order needs less";
  }
  if (offsets.searched > 0) {
    unchecked += std::string(unchecked.empty() ? "" : " and ") + "that no offsets need less";
  }
  text +=
      std::string("\nchecked: ") + (document.schedule ? "order, lives, " : "") + "offsets, peaks";
  if (unchecked.empty()) return text + ", lower bounds";
  return text + "\nnot checked: " + unchecked +
         " (proven by search; without --check it is searched again)";
}

Verdict judge(const Document& document) {
  Verdict verdict;
  if (document.graph && !document.schedule) {
    verdict.wrong.push_back("needs a schedule to check its lives by, but has a graph alone");
  }
  if (document.schedule) {
    verdict.wrong = wrongWith(*document.graph, *document.schedule, document.problem);
  }
  for (const Violation& violation : validate(document.problem, *document.plan)) {
    verdict.wrong.push_back(violation.message);
  }
  if (verdict.wrong.empty()) verdict.text = provenIn(document);
  return verdict;
}

}  // namespace pelemay

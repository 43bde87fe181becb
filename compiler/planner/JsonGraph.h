//===- JsonGraph.h - tasks and their order, as part of plan.json ----------===//

#ifndef PELEMAY_COMPILER_PLANNER_JSONGRAPH_H
#define PELEMAY_COMPILER_PLANNER_JSONGRAPH_H

#include "compiler/planner/JsonReader.h"
#include "compiler/planner/Schedule.h"

namespace pelemay::planner {

void readGraph(JsonReader& reader, const Place& place, Graph& graph);
void readSchedule(JsonReader& reader, const Place& place, Schedule& schedule);

/// Two fields of the document, each ended by a comma and a line break.
std::string graphText(const Graph& graph);
std::string scheduleText(const Schedule& schedule);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JSONGRAPH_H

//===- Draw.cpp - a plan as people see it ---------------------------------===//

#include "compiler/planner/Draw.h"

#include <algorithm>

namespace pelemay::planner {

constexpr size_t kMaxRows = 40;
constexpr Time kWidestColumn = 12;

namespace {
struct Canvas {
  const Problem& problem;
  const Plan& plan;
  Time events = 0;     // of the program
  Time perColumn = 1;  // events in one column
  size_t columns = 0, columnWidth = 0, margin = 0;

  /// First and last column in which the buffer lives at all, one pair an interval.
  std::vector<std::pair<size_t, size_t>> columnsOf(const Buffer& buffer) const {
    std::vector<std::pair<size_t, size_t>> spans;
    for (const Interval& when : buffer.live) {
      size_t first = static_cast<size_t>(when.first / perColumn);
      size_t last = static_cast<size_t>(when.last / perColumn);
      if (!spans.empty() && spans.back().second + 1 >= first) {
        spans.back().second = last;
      } else {
        spans.push_back({first, last});
      }
    }
    return spans;
  }

  Bytes offsetOf(BufferId id) const { return plan.placements[static_cast<size_t>(id)].offset; }
  Bytes endOf(BufferId id) const { return offsetOf(id) + problem.buffer(id).size; }
  size_t xOf(size_t column) const { return margin + column * columnWidth; }
};

struct Cell {
  BufferId owner = kNone;  // whom the picture shows there
  Bytes share = 0;         // how many bytes of the row it has
};

struct Row {
  Bytes first, end;
  std::string text;
  std::vector<Cell> cells;  // by column
};
}  // namespace

static std::string padLeft(const std::string& text, size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// Byte ranges between the edges of buffers; when there are too many, every k-th edge.
static std::vector<Row> rowsOf(const Canvas& canvas, MemoryId memory) {
  std::vector<Bytes> edges{0};
  for (BufferId id = 0; id < canvas.problem.bufferCount(); ++id) {
    const Placement& at = canvas.plan.placements[static_cast<size_t>(id)];
    const Buffer& buffer = canvas.problem.buffer(id);
    if (at.memory != memory || buffer.size == 0) continue;
    edges.push_back(canvas.offsetOf(id));
    edges.push_back(canvas.endOf(id));
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  size_t each = (edges.size() - 1 + kMaxRows - 1) / kMaxRows;
  std::vector<Row> rows;
  for (size_t i = 0; i + 1 < edges.size(); i += each) {
    Bytes end = edges[std::min(i + each, edges.size() - 1)];
    rows.push_back({edges[i], end, {}, std::vector<Cell>(canvas.columns)});
    rows.back().text.resize(canvas.xOf(canvas.columns) + 1, ' ');
  }
  return rows;
}

/// Whether the two own one byte at one event.
static bool share(const Canvas& canvas, BufferId a, BufferId b) {
  Bytes first = std::max(canvas.offsetOf(a), canvas.offsetOf(b));
  if (first >= std::min(canvas.endOf(a), canvas.endOf(b))) return false;
  for (const Interval& x : canvas.problem.buffer(a).live) {
    for (const Interval& y : canvas.problem.buffer(b).live) {
      if (x.first <= y.last && y.first <= x.last) return true;
    }
  }
  return false;
}

/// `|name---|` where the block begins, `|.......|` below, `%` where somebody else was before.
static void drawBlock(const Canvas& canvas, std::vector<Row>& rows, BufferId id,
                      std::pair<size_t, size_t> span) {
  const Buffer& buffer = canvas.problem.buffer(id);
  bool named = false;
  for (Row& row : rows) {
    Bytes bytes = std::min(row.end, canvas.endOf(id)) - std::max(row.first, canvas.offsetOf(id));
    if (bytes <= 0) continue;
    size_t left = canvas.xOf(span.first), right = canvas.xOf(span.second + 1);
    std::string fill(right - left, named ? '.' : '-');
    fill[0] = '|';
    std::string name = buffer.name.substr(0, fill.size() - 1);
    if (!named) fill.replace(1, name.size(), name);
    for (size_t column = span.first; column <= span.second; ++column) {
      size_t x = canvas.xOf(column), length = canvas.columnWidth - 1;
      bool edge = column == span.first || row.text[x] == '|';  // of this block or of one before
      Cell& cell = row.cells[column];
      if (cell.owner != kNone && cell.owner != id && share(canvas, cell.owner, id)) {
        std::string hatch = fill.substr(x + 1 - left, length);
        std::replace(hatch.begin(), hatch.end(), named ? '.' : '-', '%');
        row.text.replace(x + 1, length, hatch);
      } else if (bytes >= cell.share) {
        row.text.replace(x, length + 1, fill, x - left, length + 1);
      }
      if (edge) row.text[x] = '|';
      if (bytes >= cell.share) cell = {id, bytes};
    }
    if (row.text[right] == ' ') row.text[right] = '|';
    named = true;
  }
}

static std::string drawMemory(const Canvas& canvas, MemoryId memory) {
  std::vector<Row> rows = rowsOf(canvas, memory);
  for (BufferId id = 0; id < canvas.problem.bufferCount(); ++id) {
    const Placement& at = canvas.plan.placements[static_cast<size_t>(id)];
    const Buffer& buffer = canvas.problem.buffer(id);
    if (at.memory != memory) continue;
    for (auto span : canvas.columnsOf(buffer)) drawBlock(canvas, rows, id, span);
  }
  std::string text = canvas.problem.memory(memory).name + ": " +
                     std::to_string(canvas.plan.peaks[static_cast<size_t>(memory)]) + " bytes";
  if (canvas.perColumn > 1) text += ", " + std::to_string(canvas.perColumn) + " events a column";
  std::string scale(canvas.margin, ' ');
  for (size_t column = 0; column < canvas.columns; ++column) {
    std::string label = "|" + std::to_string(static_cast<Time>(column) * canvas.perColumn);
    size_t x = canvas.xOf(column);
    if (scale.size() > x) continue;  // the label before needed the room
    if (x + label.size() > canvas.xOf(canvas.columns)) break;
    scale += std::string(x - scale.size(), ' ') + label;
  }
  scale.erase(scale.find_last_not_of(' ') + 1);
  text += "\n" + scale + "\n";
  for (Row& row : rows) {
    std::string address = padLeft(std::to_string(row.first), canvas.margin - 1);
    row.text.replace(0, address.size(), address);
    row.text.erase(row.text.find_last_not_of(' ') + 1);
    text += row.text + "\n";
  }
  return text;
}

std::string draw(const Problem& problem, const Plan& plan, int width) {
  Canvas canvas{problem, plan};
  for (const Buffer& buffer : problem.buffers) {
    canvas.events = std::max(canvas.events, buffer.live.back().last + 1);
  }
  Bytes highest = 0;
  for (Bytes peak : plan.peaks) highest = std::max(highest, peak);
  canvas.margin = std::max<size_t>(6, std::to_string(highest).size() + 1);
  Time room = std::max(width, 40) - static_cast<Time>(canvas.margin) - 1;
  Time most = room / 3;  // columns: each wide enough for the start of a name
  canvas.perColumn = std::max<Time>(1, (canvas.events + most - 1) / most);
  canvas.columns = static_cast<size_t>((canvas.events + canvas.perColumn - 1) / canvas.perColumn);
  Time fits = canvas.columns == 0 ? 1 : room / static_cast<Time>(canvas.columns);
  canvas.columnWidth = static_cast<size_t>(std::min(kWidestColumn, fits));
  std::string text;
  for (MemoryId memory = 0; memory < problem.memoryCount(); ++memory) {
    text += drawMemory(canvas, memory);
  }
  return text + plan.optimality.what + "\n";
}

}  // namespace pelemay::planner

// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of a plan: locations, constants, resources, tools, programs.
#include "plan/plan_reader.h"

#include "base/utf8.h"

#include <cmath>
#include <unordered_set>

namespace hocket {

Status PlanReader::corrupt(const std::string &place,
                           std::string problem) const {
  return {HOCKET_CORRUPT, "plan, " + place + ": " + std::move(problem)};
}

Status PlanReader::incompatible(const std::string &place,
                                std::string problem) const {
  std::string text = "plan, " + place + ": " + std::move(problem) +
                     "; the plan has format " +
                     std::to_string(plan_format::major) + "." +
                     std::to_string(container.minor);
  if (!in.producer().empty())
    text += " and was made by '" + in.producer().substr(0, 100) + "'";
  text += ", this runtime reads format " + std::to_string(plan_format::major) +
          "." + std::to_string(plan_format::minor);
  return {HOCKET_INCOMPATIBLE, std::move(text)};
}

Policy PlanReader::readPolicy(const plan::v1::Policy &from) const {
  return {from.timeout_ns(), from.retries(), from.idempotent()};
}

Status PlanReader::readLocations() {
  const plan::v1::Locations &from = in.locations();
  std::vector<FileName> files(from.files().begin(), from.files().end());
  for (int i = 0; i < from.entries_size(); ++i) {
    const plan::v1::Location &entry = from.entries(i);
    Location location;
    location.line = entry.line();
    location.column = entry.column();
    if (entry.line() != 0) {
      if (entry.file() >= uint32_t(from.files_size()))
        return corrupt("location " + std::to_string(i),
                       "file " + std::to_string(entry.file()) + " of " +
                           std::to_string(from.files_size()));
      location.file = files[entry.file()];
    }
    out.locations.push_back(std::move(location));
    out.locationNames.push_back(entry.name());
  }
  if (out.locations.empty()) {
    out.locations.emplace_back();
    out.locationNames.emplace_back();
  }
  if (out.locations[0].line != 0)
    return corrupt("location 0", "expected the unknown location");
  return {};
}

Status PlanReader::readConstants() {
  for (int i = 0; i < in.constants_size(); ++i) {
    const plan::v1::Constant &from = in.constants(i);
    std::string place = "constant " + std::to_string(i);
    std::string_view json;
    switch (from.value_case()) {
    case plan::v1::Constant::kJson:
      json = from.json();
      break;
    case plan::v1::Constant::kSegment:
      if (from.segment() >= container.segments.size())
        return corrupt(place, "segment " + std::to_string(from.segment()) +
                                  " of " +
                                  std::to_string(container.segments.size()));
      json = container.segments[from.segment()].bytes;
      break;
    default:
      return corrupt(place, "expected JSON text or a segment, found neither");
    }
    Result<Value> value = Value::parse(json);
    if (!value)
      return corrupt(place, std::string(value.status().message()));
    out.constants.push_back(*std::move(value));
  }
  return {};
}

Status PlanReader::readResources() {
  for (int i = 0; i < in.resources_size(); ++i) {
    const plan::v1::Resource &from = in.resources(i);
    std::string place = "resource " + std::to_string(i);
    if (!std::isfinite(from.rate_per_second()) || from.rate_per_second() < 0)
      return corrupt(place, "expected a rate of zero or more");
    if (from.location() >= out.locations.size())
      return corrupt(place, "location " + std::to_string(from.location()) +
                                " of " + std::to_string(out.locations.size()));
    out.resources.push_back({from.name(), from.capacity(),
                             from.rate_per_second(), from.location()});
  }
  return {};
}

Status PlanReader::readType(const std::string &text, uint64_t feature,
                            const std::string &place, const char *what,
                            uint32_t &index) {
  index = anyType;
  if (text.empty())
    return {};
  // An older reader would overlook the type: the bit keeps the file from it.
  if (!(container.features & feature))
    return corrupt(place, std::string("expected the feature bit of typed ") +
                              (feature == plan_format::typedResults
                                   ? "results"
                                   : "parameters") +
                              " beside the " + what);
  Result<CastType> type = CastType::parse(text);
  if (!type)
    return corrupt(place, std::string(what) + ": " +
                              std::string(type.status().message()));
  if (type->isAny())
    return {};
  index = uint32_t(out.types.size());
  out.types.push_back(*std::move(type));
  return {};
}

Status PlanReader::readTools() {
  for (int i = 0; i < in.tools_size(); ++i) {
    const plan::v1::Tool &from = in.tools(i);
    std::string place = "tool " + std::to_string(i) + " '" + from.name() + "'";
    if (!plan::v1::ToolLabel_IsValid(from.label()))
      return incompatible(place,
                          "unknown label " + std::to_string(from.label()));
    if (from.location() >= out.locations.size())
      return corrupt(place, "location " + std::to_string(from.location()) +
                                " of " + std::to_string(out.locations.size()));
    ToolInfo tool{from.name(),
                  from.provider(),
                  Value::object({}),
                  {from.parameters().begin(), from.parameters().end()},
                  readPolicy(from.policy()),
                  from.label() == plan::v1::TOOL_LABEL_COMPUTE,
                  from.pure(),
                  from.writes(),
                  from.location()};
    if (!from.provider_config().empty()) {
      Result<Value> config = Value::parse(from.provider_config());
      if (!config)
        return corrupt(place, "provider_config: " +
                                  std::string(config.status().message()));
      if (!config->isObject())
        return corrupt(place, "provider_config: expected an object, found " +
                                  std::string(config->kindName()));
      tool.config = *std::move(config);
    }
    HOCKET_RETURN_IF_ERROR(readType(from.result_type(),
                                    plan_format::typedResults, place,
                                    "result type", tool.resultType));
    std::unordered_set<std::string_view> names;
    for (const std::string &parameter : tool.parameters)
      if (!names.insert(parameter).second)
        return corrupt(place, "two parameters '" + parameter + "'");
    out.tools.push_back(std::move(tool));
  }
  return {};
}

Status PlanReader::readOutputs(const plan::v1::Program &from,
                               Program &program) {
  std::unordered_set<std::string_view> names;
  for (int i = 0; i < from.outputs_size(); ++i) {
    const plan::v1::Output &output = from.outputs(i);
    std::string place =
        "program '" + from.name() + "', output " + std::to_string(i);
    if (!names.insert(output.name()).second)
      return corrupt(place,
                     "another output has the name '" + output.name() + "'");
    Operand value(output.value());
    size_t limit = value.isConstant() ? out.constants.size()
                                      : out.regions[program.region].numSlots;
    if (value.index() >= limit)
      return corrupt(place, (value.isConstant() ? "constant " : "slot ") +
                                std::to_string(value.index()) + " of " +
                                std::to_string(limit));
    if (output.location() >= out.locations.size())
      return corrupt(place, "location " + std::to_string(output.location()) +
                                " of " + std::to_string(out.locations.size()));
    program.outputs.push_back(
        {output.name(), value, output.tool(), output.location()});
  }
  return {};
}

Status PlanReader::readParameterTypes(const plan::v1::Program &from,
                                      const std::string &place,
                                      Program &program) {
  int count = from.parameters_size();
  if (from.parameter_types_size() && from.parameter_types_size() != count)
    return corrupt(place, "expected no types of parameters or " +
                              std::to_string(count) + ", found " +
                              std::to_string(from.parameter_types_size()));
  program.parameterTypes.assign(size_t(count), anyType);
  for (int i = 0; i < from.parameter_types_size(); ++i)
    HOCKET_RETURN_IF_ERROR(readType(
        from.parameter_types(i), plan_format::typedParameters,
        place + ", parameter '" + from.parameters(i) + "'", "type",
        program.parameterTypes[size_t(i)]));
  return {};
}

Status PlanReader::readPrograms() {
  if (in.programs_size() == 0)
    return corrupt("programs", "expected one or more, found none");
  std::unordered_set<std::string_view> names;
  for (const plan::v1::Program &from : in.programs()) {
    std::string place = "program '" + from.name() + "'";
    if (!names.insert(from.name()).second)
      return corrupt(place, "expected a unique name");
    if (from.body().num_args() != uint32_t(from.parameters_size()))
      return corrupt(place, "expected " +
                                std::to_string(from.parameters_size()) +
                                " arguments, one per parameter, found " +
                                std::to_string(from.body().num_args()));
    if (from.body().yields_size() > 1)
      return corrupt(place, "expected at most one result, found " +
                                std::to_string(from.body().yields_size()));
    std::unordered_set<std::string_view> parameters;
    for (const std::string &parameter : from.parameters())
      if (!parameters.insert(parameter).second)
        return corrupt(place, "two parameters '" + parameter + "'");
    Program program{from.name(),
                    static_cast<uint32_t>(out.regions.size()),
                    {from.parameters().begin(), from.parameters().end()},
                    {},
                    {},
                    from.fail_fast(),
                    from.predicted_makespan_s(),
                    from.lower_bound_s()};
    HOCKET_RETURN_IF_ERROR(readParameterTypes(from, place, program));
    out.regions.emplace_back();
    HOCKET_RETURN_IF_ERROR(readRegion(from.body(), place, 0, program.region));
    HOCKET_RETURN_IF_ERROR(readOutputs(from, program));
    out.programs.push_back(std::move(program));
  }
  return {};
}

Status PlanReader::read() {
  out.producer = in.producer();
  out.sourceFormat = in.source_format();
  out.strings.assign(in.strings().begin(), in.strings().end());
  HOCKET_RETURN_IF_ERROR(readLocations());
  HOCKET_RETURN_IF_ERROR(readConstants());
  HOCKET_RETURN_IF_ERROR(readResources());
  HOCKET_RETURN_IF_ERROR(readTools());
  HOCKET_RETURN_IF_ERROR(readPrograms());
  out.readyCounts.reserve(out.nodes.size());
  for (const Node &node : out.nodes)
    out.readyCounts.push_back(node.readyCount);
  return {};
}

} // namespace hocket

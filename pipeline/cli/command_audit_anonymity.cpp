#include <utility>

#include "pipeline/cli/commands.h"
#include "pipeline/stages/anonymity_audit.h"

namespace koe::cli {

int command_audit_anonymity(const CommandLine& line, const Console& console) {
  constexpr int kExitFound = 3;
  store::Database database = store::Database::open(line.database);
  const stages::AnonymityAudit audit = stages::audit_anonymity(database, line.out, line.config.anonymity_k);
  const std::pair<const char*, std::int64_t> lines[] = {
      {"k", line.config.anonymity_k},
      {"employees", audit.employees},
      {"figures", audit.figures},
      {"unknowns", audit.unknowns},
      {"equations", audit.equations},
      {"recovered", audit.recovered},
      {"combinations_below_k", audit.combinations},
      {"hidden_figures", audit.hidden},
      {"hidden_narrower_than_k", audit.narrow},
      {"not_in_ledger", audit.unaccounted},
  };
  std::string text;
  for (const auto& [name, value] : lines) text += std::string(name) + "\t" + std::to_string(value) + "\n";
  console.data(text);
  if (!audit.has_report) console.say("cli.audit.no_report", {line.out.string()});
  console.say(audit.passed() ? "cli.audit.passed" : "cli.audit.failed");
  return audit.passed() ? 0 : kExitFound;
}

}  // namespace koe::cli

#include "pipeline/stages/anonymity_audit.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace koe::stages {
namespace {

TEST(AnonymityAudit, OfAnEmptyDatabasePasses) {
  store::Database database = store::Database::in_memory();
  const AnonymityAudit audit = audit_anonymity(database, std::filesystem::temp_directory_path() / "koe-no-such-folder", 5);
  EXPECT_FALSE(audit.has_report);
  EXPECT_EQ(audit.unknowns, 0);
  EXPECT_TRUE(audit.passed());
}

TEST(AnonymityAudit, CountsFiguresThatTheLedgerDoesNotKnow) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "koe-audit-foreign";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "nps.csv") << "survey,period,by,value,n,promoters,passives,detractors,suppressed\n"
                                       "nps,2026Q3,,,9,3,3,3,false\n"
                                       "enps,2026Q3,department,Legal,3,1,1,1,false\n"
                                       "enps,2026Q3,department,Sales,,,,,true\n";
  std::ofstream(folder / "themes.csv") << "survey,theme_id\nenps,T0009\n";
  store::Database database = store::Database::in_memory();
  const AnonymityAudit audit = audit_anonymity(database, folder, 5);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(audit.has_report);
  EXPECT_EQ(audit.unaccounted, 2);
  EXPECT_EQ(audit.hidden, 1);
  EXPECT_FALSE(audit.passed());
}

}  // namespace
}  // namespace koe::stages

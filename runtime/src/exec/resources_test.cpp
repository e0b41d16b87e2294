// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "exec/resources.h"

#include <gmock/gmock.h>

using namespace hocket;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {
/// Time that the test moves on.
class ManualClock final : public ResourceSet::Clock {
public:
  uint64_t nowNs() override {
    uint64_t seen = now;
    now += step;
    return seen;
  }
  void callAt(uint64_t timeNs, std::function<void()> task) override {
    timers.emplace_back(timeNs, std::move(task));
  }
  void advanceTo(uint64_t timeNs) {
    now = timeNs;
    for (size_t i = 0; i < timers.size();) {
      if (timers[i].first > now) {
        ++i;
        continue;
      }
      auto task = std::move(timers[i].second);
      timers.erase(timers.begin() + long(i));
      task();
      i = 0;
    }
  }

  uint64_t step = 0; // how much passes with each look

private:
  uint64_t now = 0;
  std::vector<std::pair<uint64_t, std::function<void()>>> timers;
};

class ResourcesTest : public ::testing::Test {
protected:
  /// True if granted at once.
  bool acquire(uint32_t item, double priority, std::span<const Acquire> units) {
    return set.acquire(units, waiter(item, priority));
  }
  /// True if it may start at once.
  bool start(uint32_t item, std::span<const Acquire> units) {
    return set.start(units, waiter(item, 0));
  }
  ResourceSet::Waiter waiter(uint32_t item, double priority) {
    return {priority, &granted, item, [](void *owner, uint32_t item) {
              static_cast<std::vector<uint32_t> *>(owner)->push_back(item);
            }};
  }

  const std::vector<Resource> resources = {
      {"two", 2, 0, 0}, {"one", 1, 0, 0}, {"rate", 0, 10, 0}};
  const Acquire two[1] = {{0, 1}};
  const Acquire bothOfTwo[1] = {{0, 2}};
  const Acquire one[1] = {{1, 1}};
  const Acquire twoAndOne[2] = {{0, 1}, {1, 1}};
  const Acquire rate[1] = {{2, 1}};
  ManualClock clock;
  ResourceSet set{resources, clock};
  std::vector<uint32_t> granted;
};
} // namespace

TEST_F(ResourcesTest, CapacityIsNeverExceeded) {
  EXPECT_TRUE(acquire(1, 0, two));
  EXPECT_TRUE(acquire(2, 0, two));
  EXPECT_FALSE(acquire(3, 0, two));
  EXPECT_EQ(set.inUse(0), 2u);
  set.release(two);
  EXPECT_THAT(granted, ElementsAre(3));
  EXPECT_EQ(set.inUse(0), 2u);
}

TEST_F(ResourcesTest, TheMostUrgentGoesFirst) {
  EXPECT_TRUE(acquire(1, 0, one));
  EXPECT_FALSE(acquire(2, 1, one));
  EXPECT_FALSE(acquire(3, 5, one));
  EXPECT_FALSE(acquire(4, 1, one));
  for (int i = 0; i < 3; ++i)
    set.release(one);
  EXPECT_THAT(granted, ElementsAre(3, 2, 4));
}

TEST_F(ResourcesTest, SmallWaitersDoNotStarveALargeOne) {
  EXPECT_TRUE(acquire(1, 0, two));
  EXPECT_FALSE(acquire(2, 1, bothOfTwo));
  EXPECT_FALSE(acquire(3, 1, two)); // there is room, but 2 stands first
  EXPECT_FALSE(acquire(4, 0, two));
  set.release(two);
  EXPECT_THAT(granted, ElementsAre(2));
  set.release(bothOfTwo);
  EXPECT_THAT(granted, ElementsAre(2, 3, 4));
}

TEST_F(ResourcesTest, AllOrNothing) {
  EXPECT_TRUE(acquire(1, 0, one));
  EXPECT_FALSE(acquire(2, 0, twoAndOne));
  EXPECT_EQ(set.inUse(0), 0u); // nothing held while it waits
  EXPECT_TRUE(acquire(3, 0, bothOfTwo));
  set.release(one);
  EXPECT_THAT(granted, IsEmpty());
  set.release(bothOfTwo);
  EXPECT_THAT(granted, ElementsAre(2));
}

TEST_F(ResourcesTest, RatesSpaceTheStarts) {
  EXPECT_TRUE(acquire(1, 0, rate));
  EXPECT_FALSE(acquire(2, 0, rate));
  EXPECT_FALSE(acquire(3, 0, rate));
  clock.advanceTo(99'999'999);
  EXPECT_THAT(granted, IsEmpty());
  clock.advanceTo(100'000'000);
  EXPECT_THAT(granted, ElementsAre(2));
  clock.advanceTo(200'000'000);
  EXPECT_THAT(granted, ElementsAre(2, 3));
  EXPECT_FALSE(acquire(4, 0, rate));
  clock.advanceTo(1'000'000'000);
  EXPECT_THAT(granted, ElementsAre(2, 3, 4));
  EXPECT_FALSE(acquire(5, 0, rate)); // time that passed is not saved up
}

// The rate allows the next one while somebody begins to wait for it.
TEST_F(ResourcesTest, TimePassesMeanwhile) {
  EXPECT_TRUE(acquire(1, 0, rate));
  clock.advanceTo(99'999'999);
  clock.step = 1;
  EXPECT_FALSE(acquire(2, 0, rate));
  clock.step = 0;
  clock.advanceTo(100'000'010);
  EXPECT_THAT(granted, ElementsAre(2));
  EXPECT_TRUE(start(2, rate));
  clock.advanceTo(200'000'009);
  clock.step = 1;
  EXPECT_FALSE(start(3, rate));
  clock.step = 0;
  clock.advanceTo(200'000'020);
  EXPECT_THAT(granted, ElementsAre(2, 3));
}

// What was granted at the right times may start late, all at once.
TEST_F(ResourcesTest, RatesSpaceLateStarts) {
  EXPECT_TRUE(acquire(1, 0, rate));
  EXPECT_FALSE(acquire(2, 0, rate));
  EXPECT_FALSE(acquire(3, 0, rate));
  clock.advanceTo(100'000'000);
  clock.advanceTo(250'000'000);
  EXPECT_THAT(granted, ElementsAre(2, 3));
  EXPECT_TRUE(start(2, rate));
  EXPECT_FALSE(start(3, rate));
  EXPECT_FALSE(acquire(4, 0, rate)); // nor past those that start
  clock.advanceTo(349'999'999);
  EXPECT_THAT(granted, ElementsAre(2, 3));
  clock.advanceTo(350'000'000);
  EXPECT_THAT(granted, ElementsAre(2, 3, 3, 4));
  EXPECT_TRUE(start(4, rate));
  EXPECT_FALSE(start(3, rate));
  EXPECT_EQ(set.withdraw([](const ResourceSet::Waiter &waiter) {
                 return waiter.item == 3;
               })
                .size(),
            1u);
  clock.advanceTo(1'000'000'000);
  EXPECT_THAT(granted, ElementsAre(2, 3, 3, 4));
}

// A rate of one resource does not keep the holder of another from starting.
TEST_F(ResourcesTest, CapacitiesDoNotDelayStarts) {
  EXPECT_TRUE(acquire(1, 0, one));
  EXPECT_FALSE(acquire(2, 0, one));
  set.release(one);
  EXPECT_THAT(granted, ElementsAre(2));
  EXPECT_TRUE(start(2, one));
}

TEST_F(ResourcesTest, WithdrawnWaitersAreNotGranted) {
  EXPECT_TRUE(acquire(1, 0, two));
  EXPECT_FALSE(acquire(2, 9, bothOfTwo));
  EXPECT_FALSE(acquire(3, 0, two));
  auto withdrawn = set.withdraw(
      [](const ResourceSet::Waiter &waiter) { return waiter.item == 2; });
  ASSERT_EQ(withdrawn.size(), 1u);
  EXPECT_EQ(withdrawn[0].item, 2u);
  EXPECT_THAT(granted, ElementsAre(3)); // nobody stands before it any more
}

// A value or what went wrong, for parsers that may fail inside a loop. One alias so that std::expected can replace it.
#pragma once
#include <tl/expected.hpp>

namespace koe {

template <typename Value, typename Error>
using Result = tl::expected<Value, Error>;

template <typename Error>
using Failure = tl::unexpected<Error>;

}  // namespace koe

// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Answers questions about films on a port of the loopback interface, as slowly
// as a search engine does. Prints the port, and stops when its standard input
// is closed, so that it never outlives the script that started it.

// As many as may connect at once: with the library's 5, connections are tried again.
#define CPPHTTPLIB_LISTEN_BACKLOG 128
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using nlohmann::json;

struct Film {
  const char *title;
  int year;
  std::vector<std::string> traits;
  /// How long a search for it takes. Over the eight films, 0.61 s on average
  /// and 1.13 s at most, as published for LLMCompiler's Movie benchmark.
  double seconds;
};

const std::vector<Film> &films() {
  static const std::vector<Film> all = {
      {"Mission Impossible", 1996, {"action", "agents", "thriller"}, 0.52},
      {"The Silence of the Lambs", 1991, {"crime", "thriller"}, 0.44},
      {"American Beauty", 1999, {"comedy", "drama"}, 0.70},
      {"Star Wars Episode IV - A New Hope", 1977, {"action", "adventure", "space"}, 1.13},
      {"Austin Powers International Man of Mystery", 1997, {"action", "agents", "comedy"}, 0.82},
      {"Alesha Popvich and Tugarin the Dragon", 2004, {"adventure", "animation"}, 0.38},
      {"In Cold Blood", 1967, {"crime", "drama"}, 0.58},
      {"Rosetta", 1999, {"drama"}, 0.31},
  };
  return all;
}

void search(const httplib::Request &request, httplib::Response &response, double scale) {
  std::string title = request.get_param_value("title");
  for (const Film &film : films()) {
    if (title != film.title)
      continue;
    std::this_thread::sleep_for(std::chrono::duration<double>(film.seconds * scale));
    json answer = {{"title", film.title}, {"year", film.year}, {"traits", film.traits}};
    response.set_content(answer.dump(), "application/json");
    return;
  }
  response.status = 404;
  response.set_content("no film is called '" + title + "'", "text/plain");
}

/// The traits of one search result, which is an object or its JSON text.
std::set<std::string> getTraits(const json &result) {
  json film = result.is_string() ? json::parse(result.get<std::string>()) : result;
  return film.at("traits").get<std::set<std::string>>();
}

/// Of the options, the film with the most traits in common with those liked.
void recommend(const httplib::Request &request, httplib::Response &response) {
  try {
    json question = json::parse(request.body);
    std::multiset<std::string> liked;
    for (const json &film : question.at("liked"))
      for (const std::string &trait : getTraits(film))
        liked.insert(trait);
    json best;
    size_t bestScore = 0;
    for (const json &option : question.at("options")) {
      json film = option.is_string() ? json::parse(option.get<std::string>()) : option;
      size_t score = 0;
      for (const std::string &trait : getTraits(option))
        score += liked.count(trait);
      if (best.is_null() || score > bestScore) {
        best = film.at("title");
        bestScore = score;
      }
    }
    response.set_content(best.get<std::string>(), "text/plain");
  } catch (const json::exception &error) {
    response.status = 400;
    response.set_content(error.what(), "text/plain");
  }
}

} // namespace

int main(int argc, char **argv) {
  double scale = 1;
  if (argc == 3 && !std::strcmp(argv[1], "--scale")) {
    scale = std::atof(argv[2]);
  } else if (argc != 1) {
    std::fprintf(stderr, "usage: movie-server [--scale FACTOR]\n");
    return 2;
  }

  httplib::Server server;
  // One thread per connection that is open at the same time.
  server.new_task_queue = [] { return new httplib::ThreadPool(16); };
  server.Get("/search", [&](const httplib::Request &request, httplib::Response &response) {
    search(request, response, scale);
  });
  server.Post("/recommend", recommend);
  int port = server.bind_to_any_port("127.0.0.1");
  if (port < 0) {
    std::fprintf(stderr, "movie-server: cannot listen on 127.0.0.1\n");
    return 1;
  }
  std::thread([] {
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0) {
    }
    std::_Exit(0);
  }).detach();
  std::printf("%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}

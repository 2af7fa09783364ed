"""Prints which room imports from which, and how often: `make layers` ends with it."""

import grimp

ROOMS = ["lib", "deeds", "hospitals", "articles", "newsroom", "demo", "benchmarks"]


def main() -> None:
    graph = grimp.build_graph(*ROOMS, cache_dir=None)
    for room in ROOMS:
        modules = {room, *graph.find_descendants(room)}
        reached = [each for one in modules for each in graph.find_modules_directly_imported_by(one)]
        below = [each.partition(".")[0] for each in reached]
        arrows = [f"{other} {below.count(other)}" for other in ROOMS if other in below]
        print(f"{room:<11}{len(modules):>4} modules  →  {', '.join(arrows) or 'nothing of ours'}")


if __name__ == "__main__":
    main()

// Each test has processes, ports and folders of its own, and most of its time it waits for them: three at once on two processors.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

using Xunit.Sdk;
using Xunit.v3;

// Each test has processes, ports and folders of its own and waits for them most of its time: three at once on two processors, of whatever class.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 3)]

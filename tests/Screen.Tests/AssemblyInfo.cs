using SqueezeFlow.Screen.Tests.Browsing;
using Xunit.Sdk;
using Xunit.v3;

// Pages wait for their services most of the time: two at once, of whatever class, in one browser.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(SharedBrowser))]

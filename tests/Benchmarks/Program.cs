using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SqueezeFlow.Benchmarks;

if (args is ["storage", .. var storage])
{
    await StorageFigures.RunAsync(storage);
    return 0;
}

// In this process: a generated project would have to find the central package versions and lock files again.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
BenchmarkSwitcher.FromAssembly(typeof(ParseBenchmarks).Assembly).Run(args, config);
return 0;

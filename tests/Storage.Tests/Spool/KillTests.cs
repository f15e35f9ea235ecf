using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A child process appends, and sends what it appends, until it is killed.</summary>
public sealed class KillTests : IDisposable
{
    private const int Points = 50;
    private const int MostRounds = 100_000;

    private readonly string _folder = Folder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_killed_process_loses_nothing_it_was_told_is_kept()
    {
        using var child = await ChildTest.StartAsync(nameof(Child_appends_until_it_is_killed), _folder, Token);
        await child.WaitForRoundAsync(200);

        var told = await child.KillAsync();

        await using var next = new SpoolBench(_folder);
        await next.StartAsync();
        await next.DrainAsync();
        string[] taken = [.. next.Target.Taken];
        Assert.InRange(taken.Length, told * Points, (told + 1) * Points);
        Assert.Equal(Lines("a", Points, taken.Length), taken);
        Assert.Equal(0, next.Status.DamagedStretches);
    }

    [Fact(Explicit = true)]
    public async Task Child_appends_until_it_is_killed()
    {
        await using var bench = new SpoolBench(ChildTest.Folder, options => options.SegmentBytes = 16 << 10);
        using var parent = await ChildTest.ConnectAsync(Token);

        for (var round = 1; round <= MostRounds; round++)
        {
            await bench.AppendAsync(Batch("a", round * Points, Points - 20), Batch("a", (round * Points) + Points - 20, 20));
            await ChildTest.TellAsync(parent, round, Token);
        }
    }
}

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>A service whose test is gone, killed perhaps, does not stay behind.</summary>
public sealed class LetGoTests
{
    private const int Killed = 128 + 9;
    private const int MostLooks = 3_000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_service_ends_itself_when_its_input_ends()
    {
        var root = Directory.CreateTempSubdirectory("squeezeflow-kill-");
        var folder = new SignalFolder(root.FullName);
        await File.WriteAllLinesAsync(folder.BotFile, ["http://127.0.0.1:1", "user", "password"], TestContext.Current.CancellationToken);
        using (var silo = KilledSilo.Start(root.FullName))
        {
            await UntilAsync(() => Directory.Exists(folder.Data), silo);
            Assert.Null(silo.ExitCode);

            silo.LetGo();

            await UntilAsync(() => silo.HasExited, silo);
            Assert.Equal(Killed, silo.ExitCode);
        }

        root.Delete(recursive: true);
    }

    private static async Task UntilAsync(Func<bool> isSo, KilledSilo silo)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < MostLooks, $"in {MostLooks} looks it did not come to it: {silo.Said}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

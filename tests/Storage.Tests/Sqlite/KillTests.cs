using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

/// <summary>A child process (this test program running one explicit test) writes and tells every commit over loopback until it is killed.</summary>
public sealed class KillTests : IDisposable
{
    private const string FolderVariable = "SQUEEZEFLOW_TEST_CHILD_FOLDER";
    private const string PortVariable = "SQUEEZEFLOW_TEST_CHILD_PORT";
    private const int Markets = 500;
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
    public async Task A_killed_process_loses_nothing_it_was_told_is_kept_and_leaves_no_half_write()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        using var child = StartChild(((IPEndPoint)listener.LocalEndpoint).Port);
        int told;
        try
        {
            using var client = await listener.AcceptTcpClientAsync(timeout.Token);
            told = await ReadRoundsAsync(client.GetStream(), 100, timeout.Token);
            await AssertRefusedAsync(child.Id);

            child.Kill();
            await child.WaitForExitAsync(timeout.Token);
            told = await ReadRoundsAsync(client.GetStream(), int.MaxValue, timeout.Token, told);
        }
        finally
        {
            child.Kill();
        }

        using var store = new StoreFixture(_folder);
        var rows = await store.ReadAllAsync(Timeframe.S1);
        var ledger = Assert.Single(await store.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
        Assert.Equal(rows.Count, ledger.Trades * Markets);
        Assert.InRange(ledger.Trades, told, told + 1);
        Assert.Equal(ledger.Trades.ToString(System.Globalization.CultureInfo.InvariantCulture), await StoredCountAsync(store, told, ledger.Trades));
        Assert.All(await store.Bars.ReadMarketsAsync(Token), market => Assert.Equal(Start + (ledger.Trades * 1_000), market.LastBarUnixMs));
    }

    [Fact(Explicit = true)]
    public async Task Child_writes_until_it_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Runs only as the child of the test beside it.");
        using var store = new StoreFixture(folder);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, null), Token);
        var markets = Enumerable.Range(0, Markets).Select(i => new MarketId("X", $"m{i}")).ToArray();

        for (var round = 1; round <= MostRounds; round++)
        {
            var bars = markets.Select(market => Row(market, Start + (round * 1_000L), round)).ToArray();
            await store.Bars.WriteAsync(new(bars, [Run(Btc, Start, Start + 60_000, round)], []), Token);
            await store.Values.SetAsync("round", round.ToString(System.Globalization.CultureInfo.InvariantCulture), Token);
            await client.GetStream().WriteAsync(BitConverter.GetBytes(round), Token);
        }
    }

    // A kill between the two writes of a round leaves the value one round behind; told rounds are whole.
    private static async Task<string> StoredCountAsync(StoreFixture store, int told, long rounds)
    {
        var value = int.Parse((await store.Values.GetAsync("round", Token))!, null);
        Assert.InRange(value, told, rounds);
        return rounds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<int> ReadRoundsAsync(NetworkStream stream, int until, CancellationToken token, int told = 0)
    {
        var buffer = new byte[sizeof(int)];
        while (told < until && await ReadWholeAsync(stream, buffer, token))
        {
            told = BitConverter.ToInt32(buffer);
        }

        return told;
    }

    private static async Task<bool> ReadWholeAsync(NetworkStream stream, byte[] buffer, CancellationToken token)
    {
        try
        {
            return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, token) == buffer.Length;
        }
        catch (IOException)
        {
            // A killed peer may end the connection with a reset instead of an end of stream.
            return false;
        }
    }

    private async Task AssertRefusedAsync(int childId)
    {
        using var second = new StoreFixture(_folder);
        var refusal = await Assert.ThrowsAsync<IOException>(() => second.Maintenance.OpenAsync(Token));
        Assert.Contains($"in use by process {childId}", refusal.Message, StringComparison.Ordinal);
    }

    private Process StartChild(int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [FolderVariable] = _folder, [PortVariable] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        string[] runner = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KillTests).Assembly.Location] : [];
        foreach (var argument in (string[])[.. runner, "--filter-method", $"*{nameof(Child_writes_until_it_is_killed)}", "--explicit", "only"])
        {
            start.ArgumentList.Add(argument);
        }

        var child = Process.Start(start)!;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }
}

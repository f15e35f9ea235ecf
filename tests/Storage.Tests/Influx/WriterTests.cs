using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>What becomes of a batch, by what the server says.</summary>
public sealed class WriterTests
{
    private const string Line = "trades_1s,market=BINANCE:btcusdt close=7 1735689600000000000\n";

    private static readonly SpoolBatch One = new("aggr_1s", Encoding.UTF8.GetBytes(Line), 1, 1_735_689_600_000, 1_735_689_600_000);

    [Theory]
    [InlineData(204, "", SendVerdict.Taken, null, false)]
    [InlineData(400, """{"error":"partial write: points beyond retention policy dropped=1"}""", SendVerdict.Refused, "partial write: points beyond retention policy dropped=1", false)]
    [InlineData(400, """{"error":"unable to parse 'x': missing fields"}""", SendVerdict.Refused, "unable to parse 'x': missing fields", false)]
    [InlineData(413, """{"error":"Request Entity Too Large"}""", SendVerdict.TooLarge, "Request Entity Too Large", false)]
    [InlineData(404, """{"error":"database not found: \"significant_trades\""}""", SendVerdict.Unreachable, "database not found: \"significant_trades\"", true)]
    [InlineData(500, """{"error":"retention policy not found: aggr_1s"}""", SendVerdict.Unreachable, "retention policy not found: aggr_1s", true)]
    [InlineData(404, "404 page not found", SendVerdict.Unreachable, "", false)]
    [InlineData(401, """{"error":"authorization failed"}""", SendVerdict.Unreachable, "authorization failed", false)]
    [InlineData(403, """{"error":"\"bob\" user is not authorized to write to database \"x\""}""", SendVerdict.Unreachable, "\"bob\" user is not authorized to write to database \"x\"", false)]
    [InlineData(429, "", SendVerdict.Unreachable, "", false)]
    [InlineData(500, """{"error":"timeout"}""", SendVerdict.Unreachable, "timeout", false)]
    [InlineData(503, """{"error":"engine: cache maximum memory size exceeded"}""", SendVerdict.Unreachable, "engine: cache maximum memory size exceeded", false)]
    [InlineData(307, "", SendVerdict.Unreachable, "", false)]
    public async Task Each_answer_has_its_verdict_and_keeps_its_words(int status, string body, SendVerdict verdict, string? words, bool isMissing)
    {
        await using var peer = HttpPeer.Start(status, body);
        using var writer = new InfluxWriter(Options(peer.Port));

        var outcome = await writer.SendAsync(One, Token);

        Assert.Equal((verdict, isMissing), (outcome.Result.Verdict, outcome.IsMissing));
        if (words is not "")
        {
            Assert.Equal(words, outcome.Result.Words);
        }
        else
        {
            Assert.NotEmpty(outcome.Result.Words!);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_names_bucket_precision_and_who_asks(bool gzip)
    {
        await using var peer = HttpPeer.Start(204, "");
        using var writer = new InfluxWriter(Options(peer.Port, options => (options.Username, options.Password, options.Gzip) = ("root", "se:same", gzip)));

        await writer.SendAsync(One, Token);

        var (target, authorization, encoding, body) = Assert.Single(peer.Calls);
        Assert.StartsWith("/api/v2/write?", target, StringComparison.Ordinal);
        Assert.Contains("bucket=significant_trades%2faggr_1s", target, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("precision=ns", target, StringComparison.Ordinal);
        Assert.Equal("Token root:se:same", authorization);
        Assert.Equal(gzip ? "gzip" : null, encoding);
        if (!gzip)
        {
            Assert.Equal(Line, body);
        }
    }

    [Fact]
    public async Task A_part_of_a_larger_buffer_is_sent_as_that_part()
    {
        await using var peer = HttpPeer.Start(204, "");
        using var writer = new InfluxWriter(Options(peer.Port));

        await writer.SendAsync(One with { Lines = Encoding.UTF8.GetBytes($"before{Line}after").AsMemory(6, Line.Length) }, Token);

        Assert.Equal(Line, Assert.Single(peer.Calls).Body);
    }

    [Fact]
    public async Task Nobody_there_is_worth_another_try()
    {
        using var writer = new InfluxWriter(Options(ServerProgram.FreePort()));

        var outcome = await writer.SendAsync(One, Token);

        Assert.Equal((SendVerdict.Unreachable, false), (outcome.Result.Verdict, outcome.IsMissing));
        Assert.Contains("refused", outcome.Result.Words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_frozen_server_is_worth_another_try_and_a_stop_does_not_wait_for_it()
    {
        await using var bench = await ServerBench.StartAsync(options => options.Timeout = TimeSpan.FromSeconds(1));
        await bench.Storage.OpenAsync(Token);
        await bench.Server.FreezeAsync();

        var outcome = await bench.Writer.SendAsync(One, Token);
        Assert.Equal((SendVerdict.Unreachable, "no answer in time (Influx:Timeout)"), (outcome.Result.Verdict, outcome.Result.Words));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = bench.Writer.SendAsync(One, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_real_server_takes_lines_refuses_others_and_says_why()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var second = Timeframe.S1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var lines = string.Create(CultureInfo.InvariantCulture, $"trades_1s,market=A:b close=7 {second}000000\n");

        var taken = await bench.Writer.SendAsync(Of(lines, second), Token);
        var conflict = await bench.Writer.SendAsync(Of(string.Create(CultureInfo.InvariantCulture, $"trades_1s,market=A:b close=\"x\" {second}000000\n"), second), Token);
        var old = await bench.Writer.SendAsync(One, Token);

        Assert.Equal(SendVerdict.Taken, taken.Result.Verdict);
        Assert.Equal(SendVerdict.Refused, conflict.Result.Verdict);
        Assert.Contains("field type conflict", conflict.Result.Words, StringComparison.Ordinal);
        Assert.Equal(SendVerdict.Refused, old.Result.Verdict);
        Assert.Contains("beyond retention policy", old.Result.Words, StringComparison.Ordinal);
        Assert.Single(await bench.Server.RowsAsync($"SELECT close FROM {Database}.aggr_1s.trades_1s", Token));
    }

    [Theory]
    [InlineData("DROP DATABASE significant_trades", "database not found")]
    [InlineData("DROP RETENTION POLICY aggr_1s ON significant_trades", "retention policy not found")]
    public async Task What_is_dropped_is_made_again_and_the_batch_is_taken_the_next_time(string drop, string words)
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        await bench.Server.AskAsync(drop, Token);
        var second = Timeframe.S1.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var batch = Of(string.Create(CultureInfo.InvariantCulture, $"trades_1s,market=A:b close=7 {second}000000\n"), second);

        var first = await bench.Target.SendAsync(batch, Token);

        Assert.Equal(SendVerdict.Unreachable, first.Verdict);
        Assert.StartsWith(words, first.Words, StringComparison.Ordinal);
        Assert.EndsWith(": it is made again", first.Words, StringComparison.Ordinal);
        await bench.SendAsync(batch);
        Assert.Single(await bench.Server.RowsAsync($"SELECT close FROM {Database}.aggr_1s.trades_1s", Token));
    }

    private static SpoolBatch Of(string lines, long unixMs) => new("aggr_1s", Encoding.UTF8.GetBytes(lines), 1, unixMs, unixMs);

    private static InfluxOptions Options(int port, Action<InfluxOptions>? configure = null)
    {
        var options = new InfluxOptions { Host = "127.0.0.1", Port = port };
        configure?.Invoke(options);
        return options;
    }
}

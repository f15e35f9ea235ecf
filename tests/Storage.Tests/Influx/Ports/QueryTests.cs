using System.Net;
using System.Net.Sockets;
using System.Text;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

public sealed class QueryTests(SharedInflux shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_several_statements_come_with_series_tags_and_columns_however_many_there_are()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var lines = new StringBuilder();
        for (var i = 0; i < 25_000; i++)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"a,market=m{i % 2} x={i}i,t=\"say \\\"{i}\\\"\",b={(i % 3 == 0 ? "t" : "f")} {i * 1_000_000L}\n");
        }

        await bench.WriteLinesAsync("aggr_1s", $"{lines}b,market=q y=1.5 5000000\n");

        var rows = await bench.Query.ListAsync(
            "SELECT x, t, b, nothing FROM aggr_1s.a GROUP BY market; SELECT y FROM aggr_1s.b",
            row => (row.Series, Market: row.Tags.GetValueOrDefault("market"), row.Time, X: row.Double(1), Text: row.Columns.Count > 2 ? row.Text(2) : null, IsTrue: row.Columns.Count > 3 && row.IsTrue(3), Columns: string.Join(',', row.Columns)),
            Token);

        Assert.Equal(25_001, rows.Count);
        Assert.Equal(Enumerable.Range(0, 25_000).OrderBy(i => i % 2), rows.SkipLast(1).Select(row => (int)row.X));
        Assert.All(rows.SkipLast(1), row => Assert.Equal(
            ("a", $"m{row.X % 2}", (long)row.X, $"say \"{row.X}\"", row.X % 3 == 0, "time,x,t,b,nothing"), (row.Series, row.Market, row.Time, row.Text, row.IsTrue, row.Columns)));
        Assert.Equal(("b", null, 5L, 1.5, "time,y"), (rows[^1].Series, rows[^1].Market, rows[^1].Time, rows[^1].X, rows[^1].Columns));
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_in_its_words()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);

        var syntax = await Assert.ThrowsAsync<InfluxFault>(() => bench.Query.ExecuteAsync("SELECT FROM", Token));
        var second = await Assert.ThrowsAsync<InfluxFault>(() => bench.Query.ExecuteAsync("SHOW DATABASES; SELECT x FROM nowhere.a", Token));

        Assert.Contains("error parsing query: found FROM", syntax.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, syntax.Status);
        Assert.Contains("retention policy not found: nowhere", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var options = new InfluxOptions { Host = "127.0.0.1", Port = ServerProgram.FreePort() };
        using var query = new InfluxQuery(options, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<InfluxFault>(() => query.ExecuteAsync("SHOW DATABASES", Token));

        Assert.StartsWith($"InfluxDB at 127.0.0.1:{options.Port} does not answer:", fault.Message, StringComparison.Ordinal);
        Assert.Null(fault.Status);
    }

    [Theory]
    [InlineData("", "it took too long (Influx:Timeout)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", "it took too long (Influx:Timeout)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"results\":[{\"series\":[{\"name\":\"a\",\"columns\":[\"time\"],\"values\":[\r\n", "it took too long (Influx:Timeout)")]
    public async Task A_server_that_falls_silent_is_left_after_the_timeout(string said, string words)
    {
        await using var silent = SilentPeer.Start(said, closes: false);
        using var query = new InfluxQuery(new() { Host = "127.0.0.1", Port = silent.Port, Timeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<InfluxFault>(() => query.ExecuteAsync("SHOW DATABASES", Token));

        Assert.EndsWith(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"results\":[{\"series\":[{\"name\":\"a\",\"columns\":[\"time\"],\"values\":[\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"results\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<htm>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"results\":[")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task An_answer_that_breaks_off_or_cannot_be_read_is_no_answer(string said)
    {
        await using var peer = SilentPeer.Start(said, closes: true);
        using var query = new InfluxQuery(new() { Host = "127.0.0.1", Port = peer.Port }, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<InfluxFault>(() => query.ExecuteAsync("SHOW DATABASES", Token));

        Assert.Contains("does not answer", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void An_answer_is_read_the_same_however_its_bytes_come(int piece)
    {
        const string Body =
            """
            {"results":[{"statement_id":0,"series":[{"name":"tr\"a","tags":{"market":"B:\u00fc,\n"},"columns":["time","open","n"],"values":[[1,0.1,"a\\b"],[2,null,"values"]],"partial":true}],"partial":true}]}
            {"results":[{"statement_id":0,"series":[{"name":"tr\"a","tags":{"market":"B:\u00fc,\n"},"columns":["time","open","n"],"values":[[3,1e+300,"tags"]]}]},{"statement_id":1,"series":[{"columns":["name","duration"],"values":[["autogen","0s"]]}]}]}

            """;
        using var silence = new CancellationTokenSource();
        var answer = new InfluxAnswer(new SlowStream(Encoding.UTF8.GetBytes(Body), piece), silence, TimeSpan.FromMinutes(1));
        List<string> rows = [];
        while (answer.Next() is { } row)
        {
            rows.Add($"{row.Series}|{row.Tags.GetValueOrDefault("market")}|{string.Join(',', Enumerable.Range(0, row.Columns.Count).Select(i => row.Text(i) ?? "-"))}");
        }

        Assert.Null(answer.Error);
        Assert.Equal(["tr\"a|B:ü,\n|1,0.1,a\\b", "tr\"a|B:ü,\n|2,-,values", "tr\"a|B:ü,\n|3,1e+300,tags", "||autogen,0s"], rows);
    }

    [Fact]
    public async Task Whoever_wants_no_more_rows_ends_the_reading()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var lines = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a x={i}i {i * 1_000_000L}\n"));
        await bench.WriteLinesAsync("aggr_1s", lines);

        var first = await Task.Run(() => bench.Query.Read("SELECT x FROM aggr_1s.a", Token).Take(3).Select(row => row.Int64(1)).ToList(), Token);

        Assert.Equal([0, 1, 2], first);
    }

    [Fact]
    public async Task Cancelling_ends_a_reading_that_waits()
    {
        await using var silent = SilentPeer.Start("", closes: false);
        using var query = new InfluxQuery(new() { Host = "127.0.0.1", Port = silent.Port }, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = query.ExecuteAsync("SHOW DATABASES", stop.Token);
        await silent.Asked;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }

    /// <summary>Takes one call after the other, says a few words to each and no more.</summary>
    private sealed class SilentPeer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<TcpClient> _calls = [];
        private readonly Task _serving;

        private SilentPeer(string said, bool closes)
        {
            _listener.Start();
            _serving = ServeAsync(Encoding.ASCII.GetBytes(said), closes);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public Task Asked => _asked.Task;

        public static SilentPeer Start(string said, bool closes) => new(said, closes);

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _calls.ForEach(call => call.Dispose());
        }

        private async Task ServeAsync(byte[] said, bool closes)
        {
            try
            {
                while (true)
                {
                    var call = await _listener.AcceptTcpClientAsync();
                    _calls.Add(call);
                    var stream = call.GetStream();
                    var read = await stream.ReadAsync(new byte[64 * 1024]);
                    _asked.TrySetResult();
                    if (read > 0)
                    {
                        await stream.WriteAsync(said);
                    }

                    if (closes)
                    {
                        call.Client.Shutdown(SocketShutdown.Send);
                    }
                }
            }
            catch (Exception end) when (end is SocketException or InvalidOperationException or IOException)
            {
                // The test is over.
            }
        }
    }
}

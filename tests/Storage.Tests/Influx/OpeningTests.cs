using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>A start on a server that cannot be used ends with setting, value and fix.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task Nobody_there()
    {
        using var port = new ClosedPort();

        var failure = await FailAsync(new() { Host = "127.0.0.1", Port = port.Number });

        Assert.StartsWith($"Influx:Host: '127.0.0.1' cannot be used on port {port.Number} (", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("): start InfluxDB 1.8 there, name another server, or leave it empty to store in SQLite", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing()
    {
        await using var server = await InfluxProcess.StartAsync(Token);
        await server.FreezeAsync();

        var failure = await FailAsync(new() { Host = "127.0.0.1", Port = server.Port, Timeout = TimeSpan.FromSeconds(1) });

        Assert.StartsWith($"Influx:Host: '127.0.0.1' cannot be used on port {server.Port} (no answer in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_not_repeated()
    {
        await using var bench = await ServerBench.StartAsync(options => (options.Username, options.Password) = ("root", "barley"), InfluxProcess.WithAuthentication);
        await bench.Server.AskAsync("CREATE USER root WITH PASSWORD 'sesame' WITH ALL PRIVILEGES", Token);

        var failure = await Assert.ThrowsAsync<InfluxUnusableException>(() => bench.Storage.OpenAsync(Token));

        Assert.Equal(
            $"Influx:Password: '***' is refused by {bench.Options} for Influx:Username 'root' (authorization failed): set that user's password, in INFLUX_PASSWORD or INFLUX_PASSWORD_FILE",
            failure.Message);
    }

    [Fact]
    public async Task No_user_where_one_is_asked_for()
    {
        await using var bench = await ServerBench.StartAsync(settings: InfluxProcess.WithAuthentication);
        await bench.Server.AskAsync("CREATE USER root WITH PASSWORD 'sesame' WITH ALL PRIVILEGES", Token);

        var failure = await Assert.ThrowsAsync<InfluxUnusableException>(() => bench.Storage.OpenAsync(Token));

        Assert.StartsWith($"Influx:Username: '' is refused by {bench.Options} (unable to parse authentication credentials): set the server's user", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_not_make_the_database()
    {
        await using var bench = await ServerBench.StartAsync(options => (options.Username, options.Password) = ("bob", "sesame"), InfluxProcess.WithAuthentication);
        await bench.Server.AskAsync("CREATE USER root WITH PASSWORD 'sesame' WITH ALL PRIVILEGES", Token);
        await bench.Server.AskAsync("CREATE USER bob WITH PASSWORD 'sesame'", Token, "root:sesame");

        var failure = await Assert.ThrowsAsync<InfluxUnusableException>(() => bench.Storage.OpenAsync(Token));

        Assert.StartsWith($"Influx:Username: 'bob' may not do what is needed at {bench.Options} (", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("GRANT ALL PRIVILEGES TO \"bob\", or name an administrator", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_only_read()
    {
        await using var bench = await ServerBench.StartAsync(options => (options.Username, options.Password) = ("bob", "sesame"), InfluxProcess.WithAuthentication);
        await bench.Server.AskAsync("CREATE USER root WITH PASSWORD 'sesame' WITH ALL PRIVILEGES", Token);
        await using (var root = new Opened(bench, "root", "sesame"))
        {
            await root.Storage.OpenAsync(Token);
        }

        await bench.Server.AskAsync($"CREATE USER bob WITH PASSWORD 'sesame'; GRANT READ ON {Database} TO bob", Token, "root:sesame");

        var failure = await Assert.ThrowsAsync<InfluxUnusableException>(() => bench.Storage.OpenAsync(Token));

        Assert.StartsWith($"Influx:Username: 'bob' may not do what is needed at {bench.Options} (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not authorized to write", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2.7.1")]
    [InlineData("2.7.1")]
    [InlineData("3.0.1")]
    public async Task A_server_of_another_generation(string version)
    {
        await using var peer = HttpPeer.Start(call => call.Url!.AbsolutePath == "/ping" ? (204, "") : (401, """{"code":"unauthorized","message":"unauthorized access"}"""), version);

        var failure = await FailAsync(new() { Host = "127.0.0.1", Port = peer.Port });

        Assert.StartsWith($"Influx:Host: '127.0.0.1' is InfluxDB {version} on port {peer.Port}: it has neither retention policies nor continuous queries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_before_1_8_without_the_translator()
    {
        await using var server = await InfluxProcess.StartAsync(Token);
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{server.Port}/api/v2/write"), new StringContent(""), Token);
        Assert.SkipUnless(answer.StatusCode == System.Net.HttpStatusCode.NotFound, "this influxd has /api/v2/write itself");

        var failure = await FailAsync(new() { Host = "127.0.0.1", Port = server.Port });

        Assert.StartsWith($"Influx:Host: '127.0.0.1' has no /api/v2/write on port {server.Port} (InfluxDB 1.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("bench/lib/influx-write-path.mjs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_on_that_port()
    {
        await using var peer = HttpPeer.Start(_ => (200, "hello"));

        var failure = await FailAsync(new() { Host = "127.0.0.1", Port = peer.Port });

        Assert.StartsWith($"Influx:Host: '127.0.0.1' cannot be used on port {peer.Port} (its answer cannot be read", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<InfluxUnusableException> FailAsync(InfluxOptions options)
    {
        await using var opened = new Opened(options);
        return await Assert.ThrowsAsync<InfluxUnusableException>(() => opened.Storage.OpenAsync(Token));
    }
}

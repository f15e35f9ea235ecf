using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

/// <summary>What the first start makes of a database, and what later ones leave alone.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task A_first_start_makes_database_policies_and_queries()
    {
        await using var bench = await ServerBench.StartAsync();

        await bench.Storage.OpenAsync(Token);

        Assert.Equal(
            [
                "30_days 720h0m0s 24h0m0s 1 true",
                "ledger 43800h0m0s 720h0m0s 1 false",
                "aggr_1s 168h0m0s 1h0m0s 1 false",
                "aggr_1m 168h0m0s 24h0m0s 1 false",
                "aggr_5m 720h0m0s 24h0m0s 1 false",
                "aggr_15m 2160h0m0s 168h0m0s 1 false",
                "aggr_30m 4320h0m0s 168h0m0s 1 false",
                "aggr_1h 8760h0m0s 720h0m0s 1 false",
                "aggr_4h 43800h0m0s 720h0m0s 1 false",
            ],
            await PoliciesAsync(bench));
        Assert.Equal(["cq_1m", "cq_5m", "cq_15m", "cq_30m", "cq_1h", "cq_4h"], (await QueriesAsync(bench)).Keys);
        Assert.Empty(bench.Storage.Status.Differences);
        Assert.StartsWith("1.", bench.Storage.Status.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collectors_layout_has_its_policies_of_so_many_bars()
    {
        await using var bench = await ServerBench.StartAsync(options => (options.Layout, options.RetentionPrefix) = (InfluxLayout.Collector, "keep_"));

        await bench.Storage.OpenAsync(Token);

        var policies = await PoliciesAsync(bench);
        Assert.Contains("keep_10s 13h53m20s 1h0m0s 1 false", policies);
        Assert.Contains("keep_3m 250h0m0s 24h0m0s 1 false", policies);
        Assert.Contains("keep_1d 120000h0m0s 168h0m0s 1 false", policies);
        Assert.Equal(
            ["cq_30s", "cq_1m", "cq_3m", "cq_5m", "cq_15m", "cq_30m", "cq_1h", "cq_2h", "cq_4h", "cq_6h", "cq_1d"], (await QueriesAsync(bench)).Keys);
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_needs_no_administrator()
    {
        await using var first = await ServerBench.StartAsync(options => (options.Username, options.Password) = ("root", "secret"), InfluxProcess.WithAuthentication);
        await first.Server.AskAsync("CREATE USER root WITH PASSWORD 'secret' WITH ALL PRIVILEGES", Token);
        await first.Storage.OpenAsync(Token);
        await first.Server.AskAsync($"CREATE USER writer WITH PASSWORD 'word'; GRANT ALL ON {Database} TO writer", Token, "root:secret");
        var (policies, queries) = (await PoliciesAsync(first, "root:secret"), await QueriesAsync(first, "root:secret"));

        await using var translator = WritePathTranslator.Start(first.Server.Port);
        using var query = new InfluxQuery(Options(translator.Port), TimeProvider.System);
        var schema = new InfluxSchema(query, Options(translator.Port), first.Frames, NullLogger<InfluxSchema>.Instance);
        await schema.EnsureAsync(Token);

        Assert.Equal(policies, await PoliciesAsync(first, "root:secret"));
        Assert.Equal(queries, await QueriesAsync(first, "root:secret"));

        static InfluxOptions Options(int port) => new() { Host = "127.0.0.1", Port = port, Username = "writer", Password = "word" };
    }

    [Fact]
    public async Task A_policy_of_another_duration_is_reported_and_stays()
    {
        await using var bench = await ServerBench.StartAsync(options => options.Retention["5m"] = "60d");
        await bench.Server.AskAsync($"CREATE DATABASE {Database}; CREATE RETENTION POLICY aggr_1s ON {Database} DURATION 1d REPLICATION 1", Token);

        await bench.Storage.OpenAsync(Token);

        var difference = Assert.Single(bench.Storage.Status.Differences);
        Assert.Equal(
            $"""policy aggr_1s keeps 1d, configured is 1w; to change it: ALTER RETENTION POLICY "aggr_1s" ON "{Database}" DURATION 1w SHARD DURATION 1h""", difference);
        var policies = await PoliciesAsync(bench);
        Assert.Contains("aggr_1s 24h0m0s 1h0m0s 1 false", policies);
        Assert.Contains("aggr_5m 1440h0m0s 24h0m0s 1 false", policies);
        Assert.Contains("autogen 0s 168h0m0s 1 true", policies);

        await bench.Server.AskAsync(difference[difference.IndexOf("ALTER", StringComparison.Ordinal)..], Token);
        await bench.Schema.EnsureAsync(Token);

        Assert.Empty(bench.Storage.Status.Differences);
    }

    [Fact]
    public async Task Queries_of_others_stay_and_ours_of_an_older_text_are_replaced()
    {
        await using var bench = await ServerBench.StartAsync();
        await bench.Storage.OpenAsync(Token);
        var wanted = await QueriesAsync(bench);
        const string Foreign = $"CREATE CONTINUOUS QUERY cq_mine ON {Database} BEGIN SELECT mean(close) INTO {Database}.aggr_1h.mine FROM {Database}.aggr_1m.trades_1m GROUP BY time(1h) END";
        await bench.Server.AskAsync($"{Foreign}; DROP CONTINUOUS QUERY cq_5m ON {Database}", Token);
        await bench.Server.AskAsync(
            $"CREATE CONTINUOUS QUERY cq_5m ON {Database} BEGIN SELECT last(close) AS close INTO {Database}.aggr_5m.trades_5m FROM {Database}.aggr_1m.trades_1m GROUP BY time(5m), market END", Token);

        await bench.Schema.EnsureAsync(Token);

        var queries = await QueriesAsync(bench);
        Assert.True(queries.Remove("cq_mine", out var mine));
        Assert.True(ResampleText.IsSame(mine, Foreign), mine);
        Assert.Equal(wanted.OrderBy(query => query.Key), queries.OrderBy(query => query.Key));
    }

    [Fact]
    public async Task A_database_whose_name_needs_quotes_is_found_again()
    {
        await using var bench = await ServerBench.StartAsync(options => options.Database = "trades-of \"mine\"");
        await bench.Storage.OpenAsync(Token);
        var queries = await QueriesAsync(bench);

        await bench.Schema.EnsureAsync(Token);

        Assert.Equal(queries, await QueriesAsync(bench));
        Assert.Equal(6, queries.Count);
    }

    private static async Task<string[]> PoliciesAsync(ServerBench bench, string credentials = "")
    {
        var rows = await bench.Server.RowsAsync($"SHOW RETENTION POLICIES ON {InfluxQl.Name(bench.Options.Database)}", Token, credentials);
        return [.. rows.Select(row => string.Join(' ', row.Select(cell => cell!.ToString())))];
    }

    private static async Task<Dictionary<string, string>> QueriesAsync(ServerBench bench, string credentials = "")
    {
        var answer = await bench.Server.AskAsync("SHOW CONTINUOUS QUERIES", Token, credentials);
        var series = answer["results"]![0]!["series"]!.AsArray().Single(one => (string?)one!["name"] == bench.Options.Database)!;
        return series["values"]?.AsArray().ToDictionary(row => (string)row![0]!, row => (string)row![1]!) ?? [];
    }
}

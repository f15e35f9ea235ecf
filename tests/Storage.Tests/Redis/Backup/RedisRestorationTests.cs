using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Redis.Backup;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Backup;

public sealed class RedisRestorationTests
{
    private const string Service = "squeezeflow";

    [Fact]
    public async Task A_silo_that_was_started_while_rows_were_written_keeps_its_records()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("HSET", $"{Service}/records/values", "a", "own");
        await using var restoration = await RedisBackup.RestoreAsync(
            new() { Host = "127.0.0.1", Port = redis.Port }, Service, new Dictionary<string, TimeSpan>(), replace: true, TimeProvider.System, Token);
        await restoration.PrepareAsync(Token);
        await restoration.WriteRecordsAsync("key-values", [new() { ["key"] = "a", ["value"] = "restored" }], Token);
        await talk.AskAsync("HSET", $"{Service}/members/blue", "S1", $$"""{"Status":3,"SiloName":"vm:1","IAmAliveTime":"{{TimeProvider.System.GetUtcNow():O}}"}""");

        var refusal = await Assert.ThrowsAsync<IOException>(() => restoration.CommitAsync(Token));

        Assert.StartsWith($"127.0.0.1:{redis.Port}: the silo vm:1 of {Service} runs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("own", await talk.TextAsync("HGET", $"{Service}/records/values", "a"));
        await talk.AskAsync("DEL", $"{Service}/members/blue");
        await restoration.CommitAsync(Token);
        Assert.Equal("restored", await talk.TextAsync("HGET", $"{Service}/records/values", "a"));
    }

    [Theory]
    [InlineData("signals", """{"body":"null","outcome":"Filled"}""", "body holds nothing")]
    [InlineData("key-values", """{"key":"paper.alts.position.7","value":"null"}""", "paper.alts.position.7 holds nothing")]
    [InlineData("signal-steps", """{"signal_id":"a","at_unix_us":1,"market_unix_ms":1,"kind":"Given","words":"","number":1,"figures":"null"}""", "figures holds nothing")]
    [InlineData("key-values", """{"key":"a","value":null}""", "value is missing")]
    public void A_row_without_what_it_is_about_is_named(string kind, string row, string words)
    {
        var records = new RestoredRecords(new(Service), new(Service, new Dictionary<string, TimeSpan>()));

        var refusal = Assert.Throws<BackupException>(() => records.Write(null!, [], kind, JsonNode.Parse(row)!.AsObject()));

        Assert.Equal($"{kind}: damaged, a row cannot be read ({words}). Take another backup", refusal.Message);
    }
}

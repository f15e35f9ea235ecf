using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Silo.Hosting.Cluster;
using SqueezeFlow.TestSupport.Redis;
using StackExchange.Redis;

namespace SqueezeFlow.Silo.Tests.Hosting;

public sealed class KeptMembershipTableTests
{
    private const string Key = "squeezeflow/members/main";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_joins_while_the_table_is_read_is_in_what_is_put_back()
    {
        await using var redis = await RedisProcess.StartAsync(Stop);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port},allowAdmin=true");
        var database = connection.GetDatabase();
        await database.HashSetAsync(Key, [new("S1", """{"Status":3}"""), new("Version", 1)]);
        var inner = new JoinedTable(() => database.HashSetAsync(Key, [new("S2", """{"Status":3}"""), new("Version", 2)]));
        var table = new KeptMembershipTable(inner, () => database, Key, NullLogger<KeptMembershipTable>.Instance);
        await table.ReadAllAsync(Stop);

        await connection.GetServers()[0].FlushAllDatabasesAsync();
        inner.WhileRead = () => Task.CompletedTask;
        await table.ReadAllAsync(Stop);

        var rows = (await database.HashGetAllAsync(Key)).ToDictionary(row => (string)row.Name!, row => (string?)row.Value);
        Assert.Equal(["S1", "S2", "Version"], rows.Keys.Order());
        Assert.Equal("3", rows["Version"]);
    }

    // Answers what is there after whatever happens while it reads.
    private sealed class JoinedTable(Func<Task> whileRead) : MembershipTableCover(null!)
    {
        public Func<Task> WhileRead { get; set; } = whileRead;

        public override async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
        {
            await WhileRead();
            return new(new TableVersion(2, "2"));
        }
    }
}

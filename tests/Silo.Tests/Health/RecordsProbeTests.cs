using SqueezeFlow.Silo.Health;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Health;

public sealed class RecordsProbeTests
{
    private static readonly RecordStatus Good = new("redis:6379", IsConnected: true, Writes: 7, WritesFailed: 0, ReadsFailed: 0, null, null, null);

    [Fact]
    public void Records_that_are_kept_are_healthy() => AssertPart(new("noeviction", 50, 100), Good, "healthy", "records are kept in redis:6379");

    [Fact]
    public void A_server_that_does_not_answer_is_critical_and_says_since_when()
    {
        var since = new ManualClock().GetUtcNow();

        AssertPart(
            null,
            Good with { FailingSince = since, ReadError = "asking for the memory: Redis at redis:6379: no answer in time" },
            "critical",
            "redis:6379 fails since 2000-01-01 00:00:00 UTC: asking for the memory: Redis at redis:6379: no answer in time; no signal, state or order can be kept");
    }

    [Fact]
    public void A_policy_that_deletes_keys_is_critical_and_says_the_fix() => AssertPart(
        new("allkeys-lru", 50, 100), Good, "critical", "redis:6379 has the maxmemory-policy allkeys-lru and deletes records when its memory is full; set it to noeviction");

    [Fact]
    public void A_failed_write_is_critical_and_a_failed_read_unhealthy()
    {
        AssertPart(new("noeviction", 0, 0), Good with { WriteError = "OOM" }, "critical", "the last write failed: OOM");
        AssertPart(new("noeviction", 0, 0), Good with { ReadError = "WRONGTYPE" }, "unhealthy", "the last read failed, writes succeed: WRONGTYPE");
    }

    [Fact]
    public void Memory_that_is_nearly_full_is_degraded() => AssertPart(
        new("noeviction", 95, 100), Good, "degraded", "95 % of the maxmemory of redis:6379 are used; at the limit writes fail: raise it");

    private static void AssertPart(EvictionPolicy? memory, RecordStatus status, string level, string reason)
    {
        var part = RecordsProbe.Judge(memory, status);

        Assert.Equal(("redis", level, reason), (part.Name, part.Level, part.Reason));
    }
}

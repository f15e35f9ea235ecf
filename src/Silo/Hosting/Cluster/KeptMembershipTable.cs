using StackExchange.Redis;

namespace SqueezeFlow.Silo.Hosting.Cluster;

/// <summary>
/// The table of processes, which is put back as it was last seen when Redis comes back without it, or with an older one. Left alone, the silos would go on with what they
/// remember and never be found by a new one, which would begin a second cluster on the same data.
/// </summary>
/// <param name="inner">The table.</param>
/// <param name="database">The server.</param>
/// <param name="key">Where the table is.</param>
/// <param name="log">Where a loss is told.</param>
internal sealed partial class KeptMembershipTable(IMembershipTable inner, Func<IDatabase> database, RedisKey key, ILogger<KeptMembershipTable> log)
    : MembershipTableCover(inner)
{
    private const string VersionField = "Version";

    // Of a row that is there the later status stands: a process only ever goes on towards its end.
    private const string PutBack =
        """
        local stored = tonumber(redis.call('HGET', KEYS[1], 'Version') or '0')
        if stored >= tonumber(ARGV[1]) then return 0 end
        for i = 2, #ARGV, 2 do
          local found = redis.call('HGET', KEYS[1], ARGV[i])
          if not found or cjson.decode(found)['Status'] < cjson.decode(ARGV[i + 1])['Status'] then
            redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
          end
        end
        redis.call('HSET', KEYS[1], 'Version', string.format('%d', tonumber(ARGV[1]) + 1))
        return 1
        """;

    private readonly Lock _gate = new();
    private HashEntry[] _rows = [];
    private int _version;

    /// <inheritdoc/>
    public override async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
    {
        var (known, version) = Known();
        var rows = await database().HashGetAllAsync(key).WaitAsync(cancellationToken);
        if (VersionOf(rows) < version)
        {
            var isDone = (int)await database().ScriptEvaluateAsync(PutBack, [key], [version, .. known.Where(IsProcess).SelectMany(row => new[] { row.Name, row.Value })]);
            if (isDone == 1)
            {
                LogPutBack(VersionOf(rows), version);
            }
        }

        var table = await base.ReadAllAsync(cancellationToken);
        Remember(await database().HashGetAllAsync(key).WaitAsync(cancellationToken));
        return table;
    }

    private static bool IsProcess(HashEntry row) => row.Name != VersionField;

    private static int VersionOf(HashEntry[] rows) => (int?)rows.FirstOrDefault(row => row.Name == VersionField).Value ?? 0;

    private (HashEntry[] Rows, int Version) Known()
    {
        lock (_gate)
        {
            return (_rows, _version);
        }
    }

    // With the version that was read with them: that of the table, read before, may be of fewer rows.
    private void Remember(HashEntry[] rows)
    {
        var version = VersionOf(rows);
        lock (_gate)
        {
            if (version >= _version)
            {
                (_rows, _version) = (rows, version);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis has lost the table of processes (version {Found} in place of {Known}): it is put back as it was last seen")]
    private partial void LogPutBack(int found, int known);
}

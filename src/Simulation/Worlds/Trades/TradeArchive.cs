namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>Finds past trades of one market by id or time. Not safe for concurrent use.</summary>
internal sealed class TradeArchive(MarketSource source, long nowUnixMs)
{
    private readonly MinuteBlock _block = new();

    /// <summary>Id of the first aggregate that has not happened yet.</summary>
    public long NextAggregate()
    {
        var minute = World.MinuteOf(nowUnixMs);
        source.Fill(_block, minute);
        return _block.FirstAggregate + Before(nowUnixMs);
    }

    /// <summary>Id of the first aggregate at or after a time.</summary>
    public long AggregateAt(long unixMs)
    {
        var from = Math.Clamp(unixMs, World.StartUnixMs, nowUnixMs);
        source.Fill(_block, World.MinuteOf(from));
        return _block.FirstAggregate + Before(from);
    }

    /// <summary>Aggregates from an id on that happened before now and before <paramref name="untilUnixMs"/>, each with its block and index; the block is good until the next one.</summary>
    public IEnumerable<(MinuteBlock Block, int Index)> Aggregates(long fromId, long untilUnixMs)
    {
        var id = Math.Max(fromId, source.FirstAggregate(0));
        return From(MinuteOf(id, source.FirstAggregate), untilUnixMs, block => (int)Math.Clamp(id - block.FirstAggregate, 0, block.Count));
    }

    /// <summary>The aggregates that hold the fills from an id on.</summary>
    public IEnumerable<(MinuteBlock Block, int Index)> Holding(long fromFillId)
    {
        var id = Math.Max(fromFillId, source.FirstFill(0));
        return From(MinuteOf(id, source.FirstFill), nowUnixMs, block =>
        {
            var index = 0;
            while (index < block.Count && block.FirstFill + block.Prints[index].FirstFill + block.Prints[index].Fills <= id)
            {
                index++;
            }

            return index;
        });
    }

    private IEnumerable<(MinuteBlock Block, int Index)> From(long firstMinute, long untilUnixMs, Func<MinuteBlock, int> firstIndex)
    {
        var until = Math.Min(untilUnixMs, nowUnixMs);
        for (var minute = firstMinute; minute <= World.MinuteOf(until); minute++)
        {
            source.Fill(_block, minute);
            for (var index = minute == firstMinute ? firstIndex(_block) : 0; index < _block.Count; index++)
            {
                if (_block.Prints[index].UnixMs >= until)
                {
                    yield break;
                }

                yield return (_block, index);
            }
        }
    }

    // The minute that holds an id, or the current one for ids of the future.
    private long MinuteOf(long id, Func<long, long> firstOf)
    {
        long low = 0, high = World.MinuteOf(nowUnixMs);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = firstOf(middle) <= id ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private int Before(long unixMs)
    {
        var index = 0;
        while (index < _block.Count && _block.Prints[index].UnixMs < unixMs)
        {
            index++;
        }

        return index;
    }
}

namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>All trades of one market in one minute. Storage is reused: a block is good until it is filled again.</summary>
internal sealed class MinuteBlock
{
    private AggregateTrade[] _prints = [];
    private long[] _fillLots = [];

    /// <summary>Minute since the world's start.</summary>
    public long Minute { get; set; } = long.MinValue;

    /// <summary>Id of the first aggregate.</summary>
    public long FirstAggregate { get; set; }

    /// <summary>Id of the first fill.</summary>
    public long FirstFill { get; set; }

    /// <summary>Number of aggregates.</summary>
    public int Count { get; private set; }

    /// <summary>Number of fills.</summary>
    public int FillCount { get; private set; }

    /// <summary>Aggregates in time order.</summary>
    public Span<AggregateTrade> Prints => _prints.AsSpan(0, Count);

    /// <summary>Sizes of all fills in lots, in order of id.</summary>
    public Span<long> FillLots => _fillLots.AsSpan(0, FillCount);

    /// <summary>Scratch room of the builder: one number per aggregate.</summary>
    public long[] Keys { get; private set; } = [];

    /// <summary>Scratch room of the builder: one weight per aggregate.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Makes room.</summary>
    public void Resize(int count, int fills)
    {
        Count = count;
        FillCount = fills;
        if (_prints.Length < count)
        {
            var room = count + (count / 4) + 16;
            _prints = new AggregateTrade[room];
            Keys = new long[room];
            Weights = new double[room];
        }

        if (_fillLots.Length < fills)
        {
            _fillLots = new long[fills + (fills / 4) + 16];
        }
    }
}

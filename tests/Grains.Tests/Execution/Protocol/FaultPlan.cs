namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>Draws what goes wrong from a seed. Once it is over nothing does any more.</summary>
internal sealed class FaultPlan(int seed)
{
    private static readonly BotFault[] Kinds = Enum.GetValues<BotFault>();

    private readonly Random _random = new(seed);

    /// <summary>How often an order goes wrong, 0 to 1; differs from seed to seed.</summary>
    private readonly double _rate = 0.1 + (0.6 * new Random(seed).NextDouble());

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether the bot answers nothing.</summary>
    public bool IsAway { get; set; }

    public Random Random => _random;

    public BotFault NextEntry() => Next();

    public BotFault NextExit() => Next();

    public TimeSpan Latency() => TimeSpan.FromMilliseconds(_random.Next(10, 400));

    public TimeSpan Late() => TimeSpan.FromMilliseconds(_random.Next(500, 45_000));

    public TimeSpan VeryLate() => TimeSpan.FromMilliseconds(_random.Next(61_000, 110_000));

    public bool IsReadLost() => !IsOver && _random.NextDouble() < _rate / 10;

    public bool IsReadSlow() => !IsOver && _random.NextDouble() < _rate / 50;

    private BotFault Next() => IsOver || _random.NextDouble() >= _rate ? BotFault.None : Kinds[_random.Next(Kinds.Length)];
}

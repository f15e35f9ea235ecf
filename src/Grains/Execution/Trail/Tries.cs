using System.Numerics;

namespace SqueezeFlow.Grains.Execution.Trail;

/// <summary>
/// How often a signal was tried, and which tries are told: the first ones and then ever fewer, since an exit is tried until it is done, for days if
/// need be. Each that is told carries its number, and news are told always. Runs on the executor's scheduler.
/// </summary>
internal sealed class Tries
{
    private const int MostToldInTurn = 4;

    private int _calls;
    private int _repeats;
    private int _notKept;
    private string? _lastAnswer;

    /// <summary>Whether the steps of the present try are told.</summary>
    public bool IsTold { get; private set; } = true;

    /// <summary>Look-ups since the last call.</summary>
    public int LookUps { get; private set; }

    /// <summary>A call is about to be made: whether it is told.</summary>
    public bool Begin()
    {
        LookUps = 0;
        return IsTold = IsWorthTelling(++_calls);
    }

    /// <summary>The account is asked for the order.</summary>
    public void Look() => LookUps++;

    /// <summary>Whether an answer is told.</summary>
    public bool TellsAnswer(string? words)
    {
        var isNews = _lastAnswer != words;
        _lastAnswer = words;
        return IsTold || isNews;
    }

    /// <summary>The signal came again: how often, when that is told; else null.</summary>
    public int? Repeat() => Count(ref _repeats);

    /// <summary>A step could not be kept: how often, when that is told; else null.</summary>
    public int? FailToKeep() => Count(ref _notKept);

    private static int? Count(ref int count) => IsWorthTelling(++count) ? count : null;

    private static bool IsWorthTelling(int count) => count <= MostToldInTurn || BitOperations.IsPow2(count);
}

namespace SqueezeFlow.TestSupport;

/// <summary>Bytes that work allocates in steady state.</summary>
public static class Allocation
{
    private const int Rounds = 20;

    /// <summary>
    /// The least that one of several rounds allocates on this thread: code that is not optimised yet may box what later it does not, and on a
    /// busy machine optimising is late. What allocates always does so in every round.
    /// </summary>
    public static long Of(Action<int> round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round(i);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

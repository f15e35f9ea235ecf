namespace SqueezeFlow.Core.Numerics;

/// <summary>The earlier of two times that need not be there.</summary>
public static class Earliest
{
    /// <summary>The smaller one; the other where one is null; null where both are.</summary>
    public static long? Of(long? left, long? right) => left is { } one && right is { } other ? Math.Min(one, other) : left ?? right;
}

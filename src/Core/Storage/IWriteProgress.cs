namespace SqueezeFlow.Core.Storage;

/// <summary>
/// How far the rows of this process have come on their way to where other processes find them. Marks rise; everything written up to one is safe once
/// <see cref="Stored"/> has reached it. Safe for concurrent use.
/// </summary>
public interface IWriteProgress
{
    /// <summary>Behind everything written so far.</summary>
    long Written { get; }

    /// <summary>Behind everything that has arrived, whatever becomes of this process and its disk.</summary>
    long Stored { get; }
}

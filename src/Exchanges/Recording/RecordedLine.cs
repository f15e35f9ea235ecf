namespace SqueezeFlow.Exchanges.Recording;

/// <summary>A line of a file that may be a recording.</summary>
/// <param name="Text">The line as it stands; valid until the next one is read.</param>
/// <param name="Frame">The message in it; null when the line is in no format of recordings.</param>
public readonly record struct RecordedLine(ReadOnlyMemory<byte> Text, RecordedFrame? Frame);

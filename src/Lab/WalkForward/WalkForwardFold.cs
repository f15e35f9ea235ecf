namespace SqueezeFlow.Lab.WalkForward;

/// <summary>One training window and the test that follows it; ends are exclusive, milliseconds since 1970 UTC.</summary>
/// <param name="TrainFromUnixMs">Where training begins.</param>
/// <param name="TrainToUnixMs">Where it ends.</param>
/// <param name="TestFromUnixMs">Where the test begins.</param>
/// <param name="TestToUnixMs">Where it ends.</param>
public readonly record struct WalkForwardFold(long TrainFromUnixMs, long TrainToUnixMs, long TestFromUnixMs, long TestToUnixMs);

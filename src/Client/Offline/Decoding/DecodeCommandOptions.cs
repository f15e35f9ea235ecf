namespace SqueezeFlow.Client.Offline.Decoding;

/// <summary>What <c>decode</c> was asked to do.</summary>
/// <param name="Exchange">Venue id, e.g. <c>BINANCE_FUTURES</c>.</param>
/// <param name="Files">Files of frames, one a line.</param>
/// <param name="InstrumentsFile">File of instrument lists as the venue's REST answers give them, one a line; null for none.</param>
/// <param name="Route">Endpoint that the frames come from, where frames do not tell; null for the main one.</param>
internal sealed record DecodeCommandOptions(string Exchange, IReadOnlyList<string> Files, string? InstrumentsFile = null, string? Route = null);

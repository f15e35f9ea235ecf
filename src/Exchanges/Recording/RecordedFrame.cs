namespace SqueezeFlow.Exchanges.Recording;

/// <summary>A message as it was received.</summary>
/// <param name="Exchange">Venue id, today's name.</param>
/// <param name="Endpoint">Endpoint name; empty where the recording does not say, which means the main one.</param>
/// <param name="ReceivedUnixNs">Wall time of receipt, nanoseconds since 1970 UTC.</param>
/// <param name="Payload">The message; valid until the next one is read.</param>
public readonly record struct RecordedFrame(string Exchange, string Endpoint, long ReceivedUnixNs, ReadOnlyMemory<byte> Payload);

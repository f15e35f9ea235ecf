using System.Text.Json;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>Reads one message from its first token to its last. Must be a static method, so that no delegate is made per message.</summary>
internal delegate FrameKind JsonFrameReader(ref Utf8JsonReader json, FeedSession session);

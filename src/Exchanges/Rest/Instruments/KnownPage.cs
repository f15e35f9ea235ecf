using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>What the last answer to a request for instruments held.</summary>
/// <param name="Hash">SHA-256 of its body.</param>
/// <param name="Tag">The venue's entity tag of it; null when there was none.</param>
/// <param name="Instruments">Its instruments.</param>
/// <param name="Next">The request for the page after it; null after the last.</param>
internal sealed record KnownPage(byte[] Hash, string? Tag, IReadOnlyList<Instrument> Instruments, RestCall? Next);

using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Storage;

/// <summary>The record of signals itself, without those who tell of it besides.</summary>
/// <param name="Signals">Signals and verdicts.</param>
/// <param name="Results">What their positions brought.</param>
/// <param name="Trail">Their steps; also finds signals by id.</param>
/// <param name="Shared">Counts the record where several processes write to it; null where a store of points counts as well.</param>
internal sealed record SignalRecords(ISignalPublisher Signals, ISignalResults Results, ISignalTrail Trail, ISignalStatistics? Shared = null);

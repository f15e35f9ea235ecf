using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>What became of the rows of a file.</summary>
/// <param name="Facts">Facts of those that were written.</param>
/// <param name="LeftOut">Those that the store cannot keep.</param>
internal sealed record LoadedRows(RowFacts Facts, IReadOnlyList<LeftOut> LeftOut);

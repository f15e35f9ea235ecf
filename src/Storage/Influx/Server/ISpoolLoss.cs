using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>Says what is lost with batches that a full spool drops. Safe for concurrent use.</summary>
internal interface ISpoolLoss
{
    /// <summary>Batches to keep in place of dropped ones, such as notes of the loss; may be empty. See <see cref="ISpoolTarget.Dropped"/>.</summary>
    IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches);
}

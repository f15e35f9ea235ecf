namespace SqueezeFlow.Storage.Spool;

/// <summary>Says what is lost with batches that are dropped because a spool is full. Safe for concurrent use.</summary>
public interface ISpoolLoss
{
    /// <summary>Batches to keep in place of dropped ones, such as notes of the loss; may be empty. See <see cref="ISpoolTarget.Dropped"/>.</summary>
    IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches);
}

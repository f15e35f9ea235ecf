namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>Is told how far a backup or a restore is; often, so it should be quick.</summary>
public interface IBackupProgress
{
    /// <summary>How far a step is.</summary>
    /// <param name="work">What is being done, e.g. <c>checking</c>.</param>
    /// <param name="rows">Rows done.</param>
    /// <param name="total">Rows there are, as far as known.</param>
    void Report(string work, long rows, long total);
}

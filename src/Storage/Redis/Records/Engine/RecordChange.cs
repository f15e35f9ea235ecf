using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>What is about to be written together, on conditions, after a look at what is there.</summary>
/// <param name="database">Where to look.</param>
internal sealed class RecordChange(IDatabase database)
{
    private readonly List<Task> _parts = [];

    /// <summary>Where to look.</summary>
    public IDatabase Database => database;

    /// <summary>What is carried out together, for commands whose refusal is the caller's own affair.</summary>
    public ITransaction Transaction { get; } = database.CreateTransaction();

    /// <summary>What was told to be done.</summary>
    public IReadOnlyList<Task> Parts => _parts;

    /// <summary>Writes only if this still holds.</summary>
    public void If(Condition condition) => Transaction.AddCondition(condition);

    /// <summary>Does this too.</summary>
    public void Do(Func<ITransaction, Task> command) => _parts.Add(command(Transaction));
}

using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

public sealed class SocketOwnerTests
{
    private const string Row =
        "   3: 0100007F:A3C2 0101007F:0FD5 01 00000000:00000000 02:000004E2 00000000  1000        0 123456 2 0000000000000000 20 4 30 10 -1";

    [Fact]
    public void A_row_of_the_kernel_names_the_socket_of_a_connection() => Assert.Equal("123456", SocketOwner.Inode(Row, 0xA3C2, 0x0FD5));

    [Fact]
    public void The_other_end_is_another_socket() => Assert.Null(SocketOwner.Inode(Row, 0x0FD5, 0xA3C2));

    [Fact]
    public void A_heading_is_no_connection() => Assert.Null(SocketOwner.Inode("  sl  local_address rem_address   st tx_queue", 1, 2));
}

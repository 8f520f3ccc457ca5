package dev.telltale.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowPackerTest {
    @Test
    void intervalGoesToTheFirstRowThatIsFreeAtItsStart() {
        var packer = new RowPacker<Integer>(3);
        assertThat(packer.rows()).isZero();
        assertThat(packer.add(0, 10)).isZero();
        assertThat(packer.add(5, 7)).isEqualTo(1);
        assertThat(packer.add(7, 20)).as("the end is exclusive").isEqualTo(1);
        assertThat(packer.add(10, 12)).isZero();
        assertThat(packer.rows()).isEqualTo(2);
    }

    @Test
    void intervalsBeyondTheLastRowOverlapInIt() {
        var packer = new RowPacker<Integer>(2);
        packer.add(0, 5);
        packer.add(0, 30);
        assertThat(packer.add(1, 10)).isEqualTo(1);
        assertThat(packer.rows()).isEqualTo(2);
        assertThat(packer.add(5, 40)).isZero();
        assertThat(packer.add(29, 31)).as("the last row is occupied until 30").isEqualTo(1);
    }
}
